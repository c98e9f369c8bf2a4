using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Runs the gateway until it is told to stop.</summary>
internal static class ServeCommand
{
    public const int Succeeded = 0;
    public const int CouldNotStart = 3;

    public static async Task<int> RunAsync(ServeArguments arguments)
    {
        if (arguments.WatchStandardInput)
            UnixSession.Begin();
        using var stop = new StopSignal();
        var lines = new LineProtocol(Console.OpenStandardOutput());
        await using (lines.ConfigureAwait(false))
        {
            try
            {
                var home = arguments.Home is { } root ? new DataHome(HostSystem.Current, Path.GetFullPath(root)) : DataHome.Locate(HostSystem.Current);
                var options = new GatewayOptions
                {
                    Home = home,
                    Port = arguments.Port,
                    Address = arguments.Address ?? IPAddress.Loopback,
                    Log = lines,
                    IsAnnounced = true,
                    HandedKeys = arguments.TakeKeys ? HandedKeys.Read(Console.OpenStandardInput()) : null,
                };
                await ServeAsync(options, arguments, lines, stop).ConfigureAwait(false);
                return Succeeded;
            }
            catch (GatewayStartException e)
            {
                lines.Failed(e.Code, e.Message);
            }
            catch (ClaudeDesktopException e)
            {
                lines.Failed(e.Code.ToString(), $"{e.Message} {e.RecommendedAction}");
            }

            return CouldNotStart;
        }
    }

    private static async Task ServeAsync(GatewayOptions options, ServeArguments arguments, LineProtocol lines, StopSignal stop)
    {
        var server = await GatewayServer.StartAsync(options).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            if (arguments.WatchStandardInput)
                stop.WatchStandardInput();
            lines.Ready(server.Port, server.Instance);
            await stop.Task.ConfigureAwait(false);
            lines.Stopping();
        }
    }
}

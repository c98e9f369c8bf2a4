using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Telemetry;
using ClaudeDesktop.Gateway.Usage;
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
        InlineSockets.Begin();
        foreach (var variable in arguments.Variables)
            Environment.SetEnvironmentVariable(variable.Key, variable.Value);
        if (arguments.WatchStandardInput)
            UnixSession.Begin();
        if (arguments.IsRegistered)
            OwnConsole.Leave();
        using var stop = new StopSignal();
        var home = arguments.Home is { } root ? new DataHome(HostSystem.Current, Path.GetFullPath(root)) : DataHome.Locate(HostSystem.Current);
        var voice = VoiceOf(arguments, home);
        await using (voice.ConfigureAwait(false))
        {
            try
            {
                var options = new GatewayOptions
                {
                    Home = home,
                    Port = arguments.Port,
                    Address = arguments.Address ?? IPAddress.Loopback,
                    Log = voice,
                    IsAnnounced = true,
                    IsRegistered = arguments.IsRegistered,
                    UsageDays = UsageDaysVariable.Read(HostSystem.Current),
                    LogFile = arguments.WritesLog ? home.GatewayLogFile : null,
                    HandedKeys = arguments.TakeKeys ? HandedKeys.Read(Console.OpenStandardInput()) : null,
                };
                await ServeAsync(options, arguments, voice, stop).ConfigureAwait(false);
                return Succeeded;
            }
            catch (GatewayStartException e)
            {
                voice.Failed(e.Code, e.Message);
            }
            catch (ClaudeDesktopException e)
            {
                voice.Failed(e.Code.ToString(), $"{e.Message} {e.RecommendedAction}");
            }

            return CouldNotStart;
        }
    }

    private static IGatewayVoice VoiceOf(ServeArguments arguments, DataHome home)
    {
        if (!arguments.WritesLog)
            return new LineProtocol(Console.OpenStandardOutput());
        var file = new FileLog(new RotatingFile(home.GatewayLogFile), arguments.LogLevel, TimeProvider.System);
        return arguments.IsRegistered ? file : new TwoVoices(new LineProtocol(Console.OpenStandardOutput()), file);
    }

    private static async Task ServeAsync(GatewayOptions options, ServeArguments arguments, IGatewayVoice voice, StopSignal stop)
    {
        using var telemetry = Otlp.Start(Environment.GetEnvironmentVariable, voice);
        var server = arguments.IsRegistered
            ? await RegisteredStart.StartAsync(options, stop.Task).ConfigureAwait(false)
            : await GatewayServer.StartAsync(options).ConfigureAwait(false);
        if (server is null)
            return;
        await using (server.ConfigureAwait(false))
        {
            if (arguments.WatchStandardInput)
                stop.WatchStandardInput();
            voice.Ready(server.Port, server.Instance);
            await stop.Task.ConfigureAwait(false);
            voice.Stopping();
        }
    }
}

using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>
/// Starts a gateway with nobody there to ask. Where the port is another program's, or another user's gateway's, it takes a free one and writes it to
/// the store and Claude Desktop's profile; where it is this user's own gateway's, that one serves, and this one takes its place when it has ended.
/// </summary>
internal static class RegisteredStart
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="options">What to start.</param>
    /// <param name="stop">Completes when it is to end, even while it waits.</param>
    /// <returns>Null where it was told to end before it served.</returns>
    public static async Task<GatewayServer?> StartAsync(GatewayOptions options, Task stop)
    {
        while (await IsFreeAsync(options, stop).ConfigureAwait(false))
        {
            try
            {
                return await GatewayServer.StartAsync(options).ConfigureAwait(false);
            }
            catch (GatewayStartException e) when (e.Code is "PortTaken" or "PortNotAllowed")
            {
                if (Other(options) is not null)
                    continue;
                options.Log.Log(LogLevel.Warning, $"{e.Message} A free one is taken, and written to Claude Desktop's profile.");
                return await StartElsewhereAsync(options).ConfigureAwait(false);
            }
        }

        return null;
    }

    private static async Task<GatewayServer> StartElsewhereAsync(GatewayOptions options)
    {
        var server = await GatewayServer.StartAsync(options with { Port = 0 }).ConfigureAwait(false);
        try
        {
            Remember(server.Port, options);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <returns>False where it was told to end before the other one had.</returns>
    private static async Task<bool> IsFreeAsync(GatewayOptions options, Task stop)
    {
        if (Other(options) is not { } running)
            return true;
        options.Log.Log(LogLevel.Information, $"Another gateway of this user runs already on port {running.Port} (process {running.ProcessId}). This one waits, and takes its place when it ends.");
        var mark = Mark(options);
        mark.Write(options.Home, options.Files);
        try
        {
            while (!stop.IsCompleted && Other(options) is not null)
                await Task.WhenAny(stop, Task.Delay(Pause)).ConfigureAwait(false);
            return !stop.IsCompleted;
        }
        finally
        {
            mark.Delete(options.Home, options.Files);
        }
    }

    // Whoever ends this user's gateways finds the one that waits by it.
    private static RunFile Mark(GatewayOptions options)
    {
        using var self = Process.GetCurrentProcess();
        return new RunFile
        {
            Port = 0,
            ProcessId = self.Id,
            StartedAt = new DateTimeOffset(self.StartTime),
            StartMark = ProcessStart.MarkOf(self.Id),
            Instance = Guid.NewGuid().ToString("N"),
            Version = GatewayVersion.Text,
            IsRegistered = true,
            LogFile = options.LogFile,
        };
    }

    private static RunFile? Other(GatewayOptions options) => RunFile.All(options.Home, options.Files).FirstOrDefault(file => file.ProcessId != Environment.ProcessId);

    private static void Remember(int port, GatewayOptions options)
    {
        var context = ModuleContext.Current();
        var active = context.Store.Read().ActiveId;
        var result = new ProfileSwitch(context).Change(active is null ? [] : [active], store => store.WithGatewayPort(port));
        if (result is { RestartRequired: true })
            options.Log.Log(LogLevel.Warning, "The new port is in Claude Desktop's profile: quit Claude Desktop fully and start it again.");
    }
}

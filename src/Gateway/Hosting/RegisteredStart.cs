using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>
/// Starts a gateway with nobody there to ask. Where the port is another program's, or another user's gateway's, it takes a free one and writes it to
/// the store and Claude Desktop's profile; where it is this user's own gateway's, that one serves, and this one leaves it to.
/// </summary>
internal static class RegisteredStart
{
    /// <returns>Null where another gateway of this user serves.</returns>
    public static async Task<GatewayServer?> StartAsync(GatewayOptions options)
    {
        if (Other(options) is { } running)
            return LeaveTo(running, options);
        try
        {
            return await GatewayServer.StartAsync(options).ConfigureAwait(false);
        }
        catch (GatewayStartException e) when (e.Code is "PortTaken" or "PortNotAllowed")
        {
            if (Other(options) is { } faster)
                return LeaveTo(faster, options);
            options.Log.Log(LogLevel.Warning, $"{e.Message} A free one is taken, and written to Claude Desktop's profile.");
        }

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

    private static RunFile? Other(GatewayOptions options) => RunFile.All(options.Home, options.Files).FirstOrDefault(file => file.ProcessId != Environment.ProcessId);

    private static GatewayServer? LeaveTo(RunFile other, GatewayOptions options)
    {
        options.Log.Log(LogLevel.Information, $"Another gateway of this user runs already on port {other.Port} (process {other.ProcessId}), so this one ends.");
        return null;
    }

    private static void Remember(int port, GatewayOptions options)
    {
        var context = ModuleContext.Current();
        var active = context.Store.Read().ActiveId;
        var result = new ProfileSwitch(context).Change(active is null ? [] : [active], store => store.WithGatewayPort(port));
        if (result is { RestartRequired: true })
            options.Log.Log(LogLevel.Warning, "The new port is in Claude Desktop's profile: quit Claude Desktop fully and start it again.");
    }
}

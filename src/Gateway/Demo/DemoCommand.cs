using System;
using System.IO;
using System.Net.Http;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>The main job, end to end, on embedded parts. Touches nothing outside a folder of its own, which goes away again.</summary>
internal static class DemoCommand
{
    private const int Held = 0;
    private const int DidNotHold = 1;

    public static async Task<int> RunAsync(TextWriter output)
    {
        using var folder = new DemoFolder();
        try
        {
            await ShowAsync(output, folder.Context()).ConfigureAwait(false);
            await output.WriteLineAsync("All of it held.").ConfigureAwait(false);
            return Held;
        }
        catch (Exception e) when (e is DemoFailedException or ClaudeDesktopException or AnthropicErrorException or GatewayStartException or HttpRequestException or IOException)
        {
            await output.WriteLineAsync($"It did not hold: {e.Message}").ConfigureAwait(false);
            return DidNotHold;
        }
    }

    private static async Task ShowAsync(TextWriter output, ModuleContext context)
    {
        var upstream = await DemoUpstream.StartAsync().ConfigureAwait(false);
        await using var _ = upstream.ConfigureAwait(false);
        await output.WriteLineAsync($"Upstream:  a model that speaks OpenAI Chat Completions, at {upstream.BaseUri}").ConfigureAwait(false);

        var provider = DemoProvider.Add(context, upstream.BaseUri);
        await output.WriteLineAsync($"Provider:  {provider.Name} ({provider.Routes[0]})").ConfigureAwait(false);

        var server = await GatewayServer.StartAsync(new GatewayOptions { Home = context.Home, Port = 0, Log = new DemoLog(output), Secrets = context.Secrets, IsAnnounced = true }).ConfigureAwait(false);
        await using var __ = server.ConfigureAwait(false);
        await output.WriteLineAsync($"Gateway:   {server.BaseUri}").ConfigureAwait(false);
        await DemoProfile.SwitchAsync(context, provider.Id, server.Port, output).ConfigureAwait(false);

        await output.WriteLineAsync("Answer:").ConfigureAwait(false);
        await DemoClient.AskAsync(server.BaseUri, context.Secrets.Get(SecretNames.GatewayToken)!, provider.Routes[0].RouteId, output).ConfigureAwait(false);
        upstream.Check();
        await DemoProfile.ShowAsync(context, output).ConfigureAwait(false);
    }
}

using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Says who would miss a gateway that ends.</summary>
internal static class GatewayNeed
{
    /// <summary>One sentence for each; none where nobody would.</summary>
    public static IReadOnlyList<string> Of(int port, ModuleContext context)
    {
        var found = new List<string>();
        var store = context.Store.Read();
        if (store.Active is { Mode: ProviderMode.Mapped } active && store.GatewayPort == port)
            found.Add($"Claude Desktop reaches '{active.Name}' through the gateway on port {port}, and gets no answers without it.");
        found.AddRange(Requests(port, context));
        return found;
    }

    /// <summary>One sentence where requests would be cut off.</summary>
    public static IReadOnlyList<string> Requests(int port, ModuleContext context) => Count(port, context) is > 0 and var requests
        ? [$"The gateway on port {port} is answering {requests} {(requests == 1 ? "request, which is" : "requests, which are")} cut off."]
        : [];

    private static int Count(int port, ModuleContext context)
    {
        // The token is shown to nobody but this user's own gateway.
        return Task.Run(async () => await GatewayProbe.IsOursAsync(port, context.Home, context.Files, CancellationToken.None).ConfigureAwait(false)
            && context.Secrets.Get(SecretNames.GatewayToken) is { } token
            ? await GatewayProbe.RequestsAsync(port, token, CancellationToken.None).ConfigureAwait(false)
            : 0).GetAwaiter().GetResult();
    }
}

using System.Collections.Generic;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether the gateway that a mapped provider needs answers.</summary>
internal sealed class GatewayCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is not { Mode: ProviderMode.Mapped })
            yield break;
        var port = scene.Store.GatewayPort;
        switch (scene.WhoListens(port))
        {
            case ListenerKind.Nobody:
                yield return HealthFinding.Of(
                    HealthCode.GatewayNotRunning, $"No gateway answers on port {port}, so Claude Desktop will get no answer.", "Start it: Start-CDGateway.");
                break;
            case ListenerKind.Foreign:
                yield return HealthFinding.Of(
                    HealthCode.PortTaken,
                    $"Another program listens on port {port}, where Claude Desktop expects the gateway.",
                    "Run Start-CDGateway, which takes a free port and writes it to the profile; or end the other program first.");
                break;
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether Windows keeps the gateway's port for something else, as it does for virtual machines and containers.</summary>
internal sealed class ReservedPortCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        var system = scene.Context.System;
        if (system.Kind != SystemKind.Windows || scene.Active is not { Mode: ProviderMode.Mapped })
            yield break;
        var port = scene.Store.GatewayPort;
        var ranges = ExcludedPorts.Parse(system.Output(system.Join(Environment.SystemDirectory, "netsh.exe"), ExcludedPorts.Arguments) ?? "");
        var range = ranges.FirstOrDefault(range => range.First <= port && port <= range.Last);
        if (range.Last != 0 && scene.WhoListens(port) != ListenerKind.Ours)
        {
            yield return HealthFinding.Of(
                HealthCode.PortReserved,
                $"Windows reserves the ports {range.First} to {range.Last} for something else, so the gateway cannot have port {port}.",
                "Run Start-CDGateway -Port with a port outside that range, which also writes it to the profile.");
        }
    }
}

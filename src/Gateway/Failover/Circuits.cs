using System;
using System.Collections.Generic;
using System.Threading;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>A circuit for each provider. A provider that was changed begins anew.</summary>
internal sealed class Circuits(CircuitLimits limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly ProviderMemo<string> _versions = new(static provider => $"{provider.UpdatedAt:O} {provider.KeyHint} {provider.BaseUri}");
    private readonly Dictionary<string, (string Version, Circuit Circuit)> _known = new(StringComparer.OrdinalIgnoreCase);

    public Circuit Of(Provider provider)
    {
        var version = _versions.Of(provider);
        lock (_lock)
        {
            if (_known.TryGetValue(provider.Id, out var known) && known.Version == version)
                return known.Circuit;
            var circuit = new Circuit(limits, time);
            _known[provider.Id] = (version, circuit);
            return circuit;
        }
    }
}

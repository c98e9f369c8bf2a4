using System.Collections.Generic;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Whether the active provider has what it needs.</summary>
internal sealed class ProviderCheck : IHealthCheck
{
    public IEnumerable<HealthFinding> Check(HealthScene scene)
    {
        if (scene.Active is not { } provider)
            yield break;
        if (provider is { Mode: ProviderMode.Mapped, Routes.Count: 0 })
        {
            yield return HealthFinding.Of(
                HealthCode.RouteMissing,
                $"'{provider.Name}' has no route, so Claude Desktop has no model to offer.",
                $"Give it one: Set-CDProvider {provider.Id} -Route (New-CDModelRoute -Role Sonnet -Model MODEL).");
        }

        if (provider.AuthScheme != AuthScheme.None && scene.TryReadKey(provider, out var key) && string.IsNullOrEmpty(key))
        {
            var error = ProviderKeys.Missing(provider);
            yield return HealthFinding.Of(HealthCode.ProviderKeyMissing, error.Message, error.RecommendedAction);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>What cc-switch changes in a provider's requests on their way: headers are taken over, a changed body cannot be.</summary>
internal static class CcSwitchOverrides
{
    public static ImportCandidate Apply(ImportCandidate candidate, JsonElement facts)
    {
        if (candidate.Provider is not { } provider)
            return candidate;
        var headers = provider.Headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        if (ProviderJson.Text(facts, "customUserAgent") is { } agent && !string.IsNullOrWhiteSpace(agent))
            headers["User-Agent"] = agent.Trim();
        var notes = new List<string>();
        if (facts.TryGetProperty("localProxyRequestOverrides", out var overrides) && overrides.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in ProviderJson.ReadHeaders(overrides).Where(header => !string.IsNullOrWhiteSpace(header.Value)))
            {
                if (ProviderRules.Problems(provider with { Headers = new Dictionary<string, string> { [header.Key] = header.Value } }).Any())
                    notes.Add($"Its header '{header.Key}' was left out.");
                else
                    headers[header.Key] = header.Value;
            }

            if (overrides.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object && body.EnumerateObject().Any())
                notes.Add("What it puts into the body of requests was left out: providers cannot say that here.");
        }

        return SettingsProvider.Checked(candidate with
        {
            Provider = provider with { Headers = headers },
            Reason = notes.Count == 0 ? candidate.Reason : string.Join(" ", notes.Prepend(candidate.Reason).OfType<string>()),
        });
    }
}

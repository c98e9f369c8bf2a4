using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Finds everybody who can answer a request: the provider that its route names, then the fallbacks.</summary>
/// <param name="keyOf">A provider's key as it is now.</param>
internal sealed class CandidateFinder(Func<Provider, string?> keyOf)
{
    private CandidatePlans? _plans;

    /// <summary>Throws where the request's model is not known, or where nobody at all can be asked.</summary>
    public CandidateList Find(StoreSnapshot store, string requested)
    {
        var plans = _plans;
        if (plans is null || !ReferenceEquals(plans.Store, store))
            _plans = plans = new CandidatePlans(store);
        var plan = plans.For(requested);
        var candidates = new List<Candidate>(plan.Count);
        List<PassedOver>? passedOver = null;
        foreach (var planned in plan)
        {
            if (Refusal(planned, out var key) is { } refusal)
                (passedOver ??= []).Add(new PassedOver(planned.ProviderId, refusal));
            else
                candidates.Add(new Candidate(planned.Route!, key));
        }

        return candidates.Count > 0 ? new CandidateList(candidates, passedOver ?? (IReadOnlyList<PassedOver>)[]) : throw new AnthropicErrorException(passedOver![0].Error);
    }

    private AnthropicError? Refusal(PlannedCandidate planned, out string? key)
    {
        key = null;
        if (planned.Route is not { Provider: var provider } route)
            return planned.Refusal;
        if (provider.AuthScheme != AuthScheme.None && (key = keyOf(provider)) is not { Length: > 0 })
        {
            var missing = ProviderKeys.Missing(provider);
            return AnthropicError.Authentication($"{missing.Message} {missing.RecommendedAction}");
        }

        return planned.Refusal ?? SendableProvider.Refusal(route, key);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Finds everybody who can answer a request: the provider that its route names, then the fallbacks.</summary>
/// <param name="keyOf">A provider's key as it is now.</param>
internal sealed class CandidateFinder(Func<Provider, string?> keyOf)
{
    /// <summary>Throws where the request's model is not known, or where nobody at all can be asked.</summary>
    public CandidateList Find(StoreSnapshot store, string requested)
    {
        var candidates = new List<Candidate>();
        var passedOver = new List<PassedOver>();
        var first = ModelRouter.Route(store, requested);
        Add(candidates, passedOver, first);
        foreach (var fallback in FallbackRoutes.Of(store, first))
        {
            if (fallback.Route is { } route)
                Add(candidates, passedOver, route);
            else
                passedOver.Add(new PassedOver(fallback.ProviderId, AnthropicError.NotFound(fallback.Reason!)));
        }

        return candidates.Count > 0 ? new CandidateList(candidates, passedOver) : throw new AnthropicErrorException(passedOver[0].Error);
    }

    private void Add(List<Candidate> candidates, List<PassedOver> passedOver, RoutedModel route)
    {
        if (candidates.Any(known => known.ProviderId == route.Provider.Id && known.Route.Model == route.Model))
            return;
        try
        {
            var key = Key(route.Provider);
            SendableProvider.Check(route, key);
            candidates.Add(new Candidate(route, key));
        }
        catch (AnthropicErrorException e)
        {
            passedOver.Add(new PassedOver(route.Provider.Id, e.Error));
        }
    }

    private string? Key(Provider provider)
    {
        if (provider.AuthScheme == AuthScheme.None)
            return null;
        if (keyOf(provider) is { Length: > 0 } key)
            return key;
        var missing = ProviderKeys.Missing(provider);
        throw new AnthropicErrorException(AnthropicError.Authentication($"{missing.Message} {missing.RecommendedAction}"));
    }
}

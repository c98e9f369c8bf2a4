using System.Collections.Concurrent;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Whom a store names for each model that is asked for. Routes, lists and fallbacks stay as they are until the store changes.</summary>
internal sealed class CandidatePlans(StoreSnapshot store)
{
    // The names come from clients.
    private const int MostNames = 512;
    private readonly ConcurrentDictionary<string, List<PlannedCandidate>> _known = new();

    public StoreSnapshot Store => store;

    /// <summary>The provider that the model's route names first, then the fallbacks. Throws where the model is not known.</summary>
    public IReadOnlyList<PlannedCandidate> For(string requested)
    {
        if (_known.TryGetValue(requested, out var known))
            return known;
        var plan = Make(requested);
        if (_known.Count < MostNames)
            _known.TryAdd(requested, plan);
        return plan;
    }

    private List<PlannedCandidate> Make(string requested)
    {
        var first = ModelRouter.Route(store, requested);
        List<PlannedCandidate> plan = [Planned(first)];
        foreach (var fallback in FallbackRoutes.Of(store, first))
        {
            if (fallback.Route is not { } route)
                plan.Add(new PlannedCandidate(fallback.ProviderId, null, AnthropicError.NotFound(fallback.Reason!)));
            else if (!plan.Exists(known => known.ProviderId == route.Provider.Id && known.Route?.Model == route.Model))
                plan.Add(Planned(route));
        }

        return plan;
    }

    private static PlannedCandidate Planned(RoutedModel route) => new(route.Provider.Id, route, SendableProvider.Refusal(route));
}

using System;
using System.Runtime.CompilerServices;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Usage.Prices;

namespace ClaudeDesktop.Gateway.Budgets;

/// <summary>The price of each route, looked up once for as long as the list stays the same and no other price comes into force.</summary>
internal sealed class RoutePrices
{
    private readonly ConditionalWeakTable<RoutedModel, Known> _known = [];

    public ModelPrice? Find(PriceList prices, RoutedModel route, DateTimeOffset now)
    {
        if (_known.TryGetValue(route, out var known) && ReferenceEquals(known.List, prices) && now >= known.From && !(now.UtcDateTime >= known.Until))
            return known.Price;
        known = new Known(prices, prices.Find(route.Provider, route.Model, now), now, prices.NextChange(now));
        _known.AddOrUpdate(route, known);
        return known.Price;
    }

    private sealed record Known(PriceList List, ModelPrice? Price, DateTimeOffset From, DateTime? Until);
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>What became of one price when a list was replaced.</summary>
public sealed record PriceChange
{
    public required string Model { get; init; }

    public string? Provider { get; init; }

    public string? Host { get; init; }

    public DateTime? ValidFrom { get; init; }

    public required PriceChangeKind Change { get; init; }

    /// <summary>The price until now; null for a new one.</summary>
    public ModelPrice? Before { get; init; }

    /// <summary>The price from now on; null for one that is gone.</summary>
    public ModelPrice? After { get; init; }

    public override string ToString() => $"{Model}: {Change}";

    internal static IReadOnlyList<PriceChange> Between(IReadOnlyList<ModelPrice> before, IReadOnlyList<ModelPrice> after)
    {
        var old = before.ToDictionary(PriceText.KeyOf, StringComparer.OrdinalIgnoreCase);
        var changes = new List<PriceChange>();
        foreach (var price in after)
        {
            var key = PriceText.KeyOf(price);
            if (!old.TryGetValue(key, out var known))
                changes.Add(Of(price, PriceChangeKind.Added, null, price));
            else if (known != price)
                changes.Add(Of(price, PriceChangeKind.Changed, known, price));
            old.Remove(key);
        }

        changes.AddRange(before.Where(price => old.ContainsKey(PriceText.KeyOf(price))).Select(price => Of(price, PriceChangeKind.Removed, price, null)));
        return changes;
    }

    private static PriceChange Of(ModelPrice price, PriceChangeKind kind, ModelPrice? before, ModelPrice? after) => new()
    {
        Model = price.Model,
        Provider = price.Provider,
        Host = price.Host,
        ValidFrom = price.ValidFrom,
        Change = kind,
        Before = before,
        After = after,
    };
}

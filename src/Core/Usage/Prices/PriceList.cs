using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>Prices to look up by provider, model and time.</summary>
/// <param name="rows">All of them. Where several fit, the user's go before the module's, and a provider's own before everybody's.</param>
public sealed class PriceList(IReadOnlyList<ModelPrice> rows)
{
    private readonly ILookup<string, ModelPrice> _named = rows.Where(row => !row.IsPattern).ToLookup(row => row.Model, StringComparer.OrdinalIgnoreCase);
    private readonly List<ModelPrice> _patterns = [.. rows.Where(row => row.IsPattern)];

    public IReadOnlyList<ModelPrice> Rows { get; } = rows;

    /// <summary>The price that holds; null where nobody knows it.</summary>
    /// <param name="provider">Who is asked.</param>
    /// <param name="model">The upstream's own model id.</param>
    /// <param name="time">When it is asked.</param>
    public ModelPrice? Find(Provider provider, string model, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(model);
        var undated = Undated(model);
        ModelPrice? best = null;
        (int, int, int, DateTime) bestRank = default;
        foreach (var row in _named[model].Concat(_named[undated]).Concat(_patterns))
        {
            if (OwnerRank(row, provider) is not { } owner || NameRank(row, model, undated) is not { } name || row.ValidFrom > time.UtcDateTime)
                continue;
            var rank = ((int)row.Origin, owner, name, row.ValidFrom ?? DateTime.MinValue);
            if (best is null || rank.CompareTo(bestRank) > 0)
                (best, bestRank) = (row, rank);
        }

        return best ?? LocalModels.Find(provider, model);
    }

    /// <summary>When another price comes into force next; null where none is waiting to.</summary>
    public DateTime? NextChange(DateTimeOffset time) =>
        Rows.Where(row => row.ValidFrom > time.UtcDateTime).Min(row => row.ValidFrom);

    // The day of a snapshot, as vendors write it behind a model's name.
    private static string Undated(string model) => Without(model, "yyyyMMdd") ?? Without(model, "yyyy-MM-dd") ?? model;

    private static string? Without(string model, string day)
    {
        var end = model.Length - day.Length - 1;
        if (end < 0 || model[end] is not ('-' or '@'))
            return null;
        for (var i = 0; i < day.Length; i++)
        {
            var c = model[end + 1 + i];
            if (day[i] == '-' ? c != '-' : c is < '0' or > '9')
                return null;
        }

        return model.Substring(0, end);
    }

    private static int? OwnerRank(ModelPrice row, Provider provider)
    {
        if (row.Host is { } host && !string.Equals(host, provider.BaseUri?.Host, StringComparison.OrdinalIgnoreCase))
            return null;
        if (row.Provider is null)
            return row.Host is null ? 0 : 1;
        return Same(row.Provider, provider.Id) ? 3 : Same(row.Provider, provider.Preset) ? 2 : null;
    }

    private static int? NameRank(ModelPrice row, string model, string undated)
    {
        if (row.IsPattern)
        {
            var begin = row.Model.Substring(0, row.Model.Length - 1);
            return model.StartsWith(begin, StringComparison.OrdinalIgnoreCase) ? begin.Length : null;
        }

        return Same(row.Model, model) ? int.MaxValue : Same(row.Model, undated) ? int.MaxValue - 1 : null;
    }

    private static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Figures by name, of as many names as there are, in memory that has a limit: when it is full, the smaller half is put together.</summary>
internal sealed class BoundedGroups(int most)
{
    private readonly Dictionary<string, UsageFigures> _groups = new(StringComparer.Ordinal);

    public int Count => _groups.Count;

    /// <summary>What belongs to names that had no room; null where all had. A name that came back after that has too little.</summary>
    public UsageFigures? Rest { get; private set; }

    public void Add(string? name, UsageRecord record)
    {
        if (string.IsNullOrEmpty(name))
            return;
        if (!_groups.TryGetValue(name!, out var figures))
        {
            if (_groups.Count >= most)
                Shrink();
            _groups.Add(name!, figures = new UsageFigures());
        }

        figures.Add(record);
    }

    /// <summary>The names with the most cost, or the most tokens where costs do not tell.</summary>
    public IReadOnlyList<KeyValuePair<string, UsageFigures>> Top(int count) => [.. Ordered().Take(count)];

    private List<KeyValuePair<string, UsageFigures>> Ordered()
    {
        var groups = _groups.ToList();
        groups.Sort(Compare);
        return groups;
    }

    private static int Compare(KeyValuePair<string, UsageFigures> one, KeyValuePair<string, UsageFigures> other)
    {
        if (other.Value.Cost.CompareTo(one.Value.Cost) is var byCost && byCost != 0)
            return byCost;
        if (other.Value.Tokens.CompareTo(one.Value.Tokens) is var byTokens && byTokens != 0)
            return byTokens;
        var byRequests = other.Value.Requests.CompareTo(one.Value.Requests);
        return byRequests != 0 ? byRequests : string.CompareOrdinal(one.Key, other.Key);
    }

    private void Shrink()
    {
        Rest ??= new UsageFigures();
        foreach (var group in Ordered().Skip(most / 2))
        {
            Rest.Add(group.Value);
            _groups.Remove(group.Key);
        }
    }
}

using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Usage.Report;

/// <summary>One day's figures, and its parts by name: cost by model, failures by type.</summary>
internal sealed class DayTally
{
    private const int MostNames = 64;

    /// <summary>Where parts go whose names have no room.</summary>
    public const string Others = "";

    private readonly Dictionary<string, decimal> _costs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _failures = new(StringComparer.Ordinal);

    public UsageFigures Figures { get; } = new();

    public IReadOnlyDictionary<string, decimal> CostByModel => _costs;

    public IReadOnlyDictionary<string, decimal> FailuresByType => _failures;

    public void Add(UsageRecord record, string model)
    {
        Figures.Add(record);
        if (record.Cost is { } cost && cost > 0)
            Add(_costs, model, UsageFigures.Sound(cost));
        if (UsageFigures.IsFailure(record))
            Add(_failures, UsageTally.TypeOf(record), 1);
    }

    private static void Add(Dictionary<string, decimal> parts, string name, decimal value)
    {
        var known = parts.Count < MostNames || parts.ContainsKey(name) ? name : Others;
        parts.TryGetValue(known, out var before);
        parts[known] = before + value;
    }
}

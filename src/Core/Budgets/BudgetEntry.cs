using System;

namespace ClaudeDesktop.Budgets;

/// <summary>What was spent of a budget in one period.</summary>
internal sealed class BudgetEntry(DateTime start)
{
    /// <summary>The period's first day.</summary>
    public DateTime Start { get; } = start;

    public decimal Spent { get; set; }

    public long Requests { get; set; }

    /// <summary>Requests that a budget in money could not count, since nobody knows their price.</summary>
    public long Unpriced { get; set; }

    /// <summary>Whether the one warning of the period was given.</summary>
    public bool IsWarned { get; set; }

    /// <summary>Whether it counts now: it is the period's own, or a change of the clock bound it to that.</summary>
    public bool Counts { get; set; }
}

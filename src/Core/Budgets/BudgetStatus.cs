using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Budgets;

/// <summary>A budget, and how it stands.</summary>
public sealed record BudgetStatus
{
    public required string Name { get; init; }

    /// <summary>The id of the provider that it is for; null for every provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The role that it is for; null for every role.</summary>
    public ModelRole? Role { get; init; }

    public BudgetPeriod Period { get; init; }

    public BudgetUnit Unit { get; init; }

    public decimal Limit { get; init; }

    /// <summary>What was spent in the period, in <see cref="Unit"/>.</summary>
    public decimal Spent { get; init; }

    /// <summary>What is set aside for answers that have not ended.</summary>
    public decimal Reserved { get; init; }

    /// <summary>What is left.</summary>
    public decimal Remaining => Math.Max(0, Limit - Spent - Reserved);

    /// <summary>How much of the limit is spent: 1 is all of it.</summary>
    public decimal Share => Spent / Limit;

    public decimal WarnAt { get; init; }

    public BudgetAction AtLimit { get; init; }

    /// <summary>The period's first day, in the local time zone.</summary>
    public DateTime PeriodStart { get; init; }

    /// <summary>When the period ends and the next one begins with nothing spent.</summary>
    public DateTimeOffset ResetsAt { get; init; }

    /// <summary>How many requests counted against it in the period.</summary>
    public long Requests { get; init; }

    /// <summary>How many of them cost something that nobody knows, and are not in <see cref="Spent"/>.</summary>
    public long UnpricedRequests { get; init; }

    public BudgetLevel Level => Spent >= Limit ? BudgetLevel.Exhausted : Share >= WarnAt ? BudgetLevel.Warning : BudgetLevel.Ok;

    public override string ToString() => Name;

    internal static BudgetStatus Of(Budget budget, DateTime start, TimeZoneInfo zone) => new()
    {
        Name = budget.Name,
        Provider = budget.Provider,
        Role = budget.Role,
        Period = budget.Period,
        Unit = budget.Unit,
        Limit = budget.Limit,
        WarnAt = budget.WarnAt,
        AtLimit = budget.AtLimit,
        PeriodStart = start,
        ResetsAt = BudgetCalendar.EndOf(budget.Period, start, zone),
    };
}

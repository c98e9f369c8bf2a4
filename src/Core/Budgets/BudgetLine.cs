using System;

namespace ClaudeDesktop.Budgets;

/// <summary>What one gateway knows of one budget between two settlements.</summary>
internal sealed class BudgetLine(Budget budget, DateTime start)
{
    public Budget Budget { get; } = budget;

    public DateTime Start { get; } = start;

    /// <summary>What may be spent or reserved without asking again.</summary>
    public decimal Free { get; set; }

    /// <summary>What everybody had spent at the last settlement.</summary>
    public decimal SpentBefore { get; init; }

    /// <summary>What was lent at the last settlement, to this gateway as well.</summary>
    public decimal Lent { get; init; }

    public long RequestsBefore { get; init; }

    public long UnpricedBefore { get; init; }

    /// <summary>What this gateway has spent since.</summary>
    public decimal SpentSince { get; set; }

    public long RequestsSince { get; set; }

    public BudgetStatus Status(TimeZoneInfo zone) => BudgetStatus.Of(Budget, Start, zone) with
    {
        Spent = SpentBefore + SpentSince,
        Reserved = Math.Max(0, Lent - SpentSince),
        Requests = RequestsBefore + RequestsSince,
        UnpricedRequests = UnpricedBefore,
    };
}

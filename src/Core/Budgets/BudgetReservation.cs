using System.Collections.Generic;

namespace ClaudeDesktop.Budgets;

/// <summary>What was set aside for one request, of each budget that it counts against.</summary>
public sealed class BudgetReservation
{
    internal BudgetReservation(long number, IReadOnlyList<(Budget Budget, BudgetSpending Part)> parts, IReadOnlyList<BudgetStatus> warnings)
    {
        Number = number;
        Parts = parts;
        Warnings = warnings;
    }

    /// <summary>The budgets of which the share to warn at was spent when it was made.</summary>
    public IReadOnlyList<BudgetStatus> Warnings { get; }

    internal long Number { get; }

    internal IReadOnlyList<(Budget Budget, BudgetSpending Part)> Parts { get; }
}

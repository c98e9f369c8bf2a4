using System.Collections.Generic;

namespace ClaudeDesktop.Budgets;

/// <summary>What is lent to one gateway, and where that gateway notes what it spends.</summary>
internal sealed class BudgetLease(BudgetOwner owner)
{
    public BudgetOwner Owner { get; } = owner;

    /// <summary>Which of the gateway's notes counts; an earlier one is settled, a later one is not in force.</summary>
    public int Journal { get; set; }

    public List<BudgetGrant> Grants { get; } = [];
}

namespace ClaudeDesktop.Budgets;

/// <summary>How a budget stands.</summary>
public enum BudgetLevel
{
    Ok,

    /// <summary>The share to warn at is spent.</summary>
    Warning,

    /// <summary>Nothing is left until the period ends.</summary>
    Exhausted,
}

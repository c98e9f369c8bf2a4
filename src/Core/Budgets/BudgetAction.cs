namespace ClaudeDesktop.Budgets;

/// <summary>What happens to a request that a budget has no room for.</summary>
public enum BudgetAction
{
    /// <summary>It is refused.</summary>
    Refuse,

    /// <summary>The provider's fallbacks are asked, each within its own budgets; where there is none, the request is refused.</summary>
    Fallback,
}

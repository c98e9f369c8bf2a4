namespace ClaudeDesktop.Budgets;

/// <summary>What a budget counts.</summary>
public enum BudgetUnit
{
    /// <summary>US dollars.</summary>
    Money,

    /// <summary>Tokens of every kind: of the request, of the answer, served by a cache or stored in one.</summary>
    Tokens,
}

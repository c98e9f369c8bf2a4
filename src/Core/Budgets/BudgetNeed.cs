namespace ClaudeDesktop.Budgets;

/// <summary>How much of a budget a request may need.</summary>
/// <param name="Budget">The budget, as it is set now.</param>
/// <param name="Amount">The most that is reserved for it, in the budget's unit; 0 where the price is not known.</param>
public sealed record BudgetNeed(Budget Budget, decimal Amount);

using System;

namespace ClaudeDesktop.Budgets;

/// <summary>Something that was spent of a budget.</summary>
/// <param name="Budget">The budget's name.</param>
/// <param name="Scope">What the budget was about then.</param>
/// <param name="Start">The first day of the period that it was spent in.</param>
/// <param name="Amount">How much, in the budget's unit.</param>
/// <param name="Requests">By how many requests.</param>
/// <param name="Unpriced">How many of them had no known price.</param>
internal sealed record BudgetSpending(string Budget, string Scope, DateTime Start, decimal Amount, long Requests, long Unpriced);

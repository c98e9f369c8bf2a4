using System;

namespace ClaudeDesktop.Budgets;

/// <summary>A part of a budget that is lent to a gateway: it may spend as much without asking again.</summary>
/// <param name="Budget">The budget's name.</param>
/// <param name="Scope">What the budget was about then.</param>
/// <param name="Start">The first day of the period that it is spent in.</param>
/// <param name="Amount">How much, in the budget's unit.</param>
internal sealed record BudgetGrant(string Budget, string Scope, DateTime Start, decimal Amount);

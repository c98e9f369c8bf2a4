using System;
using System.Globalization;
using System.Linq;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Budgets;

/// <summary>What clients and the log are told of budgets.</summary>
internal static class BudgetWords
{
    public const string Header = "x-claudedesktop-budget";

    /// <summary>No room is left. Anthropic says so with 429 where a cap is reached that somebody set, and clients do not try again.</summary>
    public static AnthropicError Refusal(BudgetStatus budget, decimal need)
    {
        var state = budget.Level == BudgetLevel.Exhausted
            ? $"is spent: {Amount(budget, budget.Spent)} of {Amount(budget, budget.Limit)}"
            : $"has {Amount(budget, budget.Remaining)} left of {Amount(budget, budget.Limit)}, and this request may need {Amount(budget, need)}";
        return new AnthropicError("billing_error", StatusCodes.Status429TooManyRequests, $"The budget '{budget.Name}' {state}. It begins anew at {Time(budget.ResetsAt)}. Set-CDBudget changes it, Get-CDBudget shows it.")
        {
            ShouldRetry = false,
        };
    }

    public static string Warning(BudgetStatus budget) => string.Create(
        CultureInfo.InvariantCulture,
        $"Budget '{budget.Name}': {budget.Share:P0} is spent, {Amount(budget, budget.Spent)} of {Amount(budget, budget.Limit)}. It begins anew at {Time(budget.ResetsAt)}.");

    /// <summary>Budgets, as a header says them.</summary>
    public static string HeaderOf(params ReadOnlySpan<BudgetStatus> budgets) => string.Join(", ", budgets.ToArray().Select(budget => string.Create(
        CultureInfo.InvariantCulture,
        $"{(UpstreamErrors.CanBePassedOn(budget.Name) ? budget.Name : Uri.EscapeDataString(budget.Name))}; spent={budget.Spent}; limit={budget.Limit}; unit={(budget.Unit == BudgetUnit.Money ? "usd" : "tokens")}; resets={Time(budget.ResetsAt)}")));

    private static string Amount(BudgetStatus budget, decimal amount) =>
        budget.Unit == BudgetUnit.Money ? "$" + amount.ToString("0.00##", CultureInfo.InvariantCulture) : amount.ToString("#,0", CultureInfo.InvariantCulture) + " tokens";

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);
}

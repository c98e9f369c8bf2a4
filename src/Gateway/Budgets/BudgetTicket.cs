using ClaudeDesktop.Budgets;
using ClaudeDesktop.Usage.Prices;

namespace ClaudeDesktop.Gateway.Budgets;

/// <summary>What is known of an attempt while it is under way: its price, and what was set aside for it.</summary>
/// <param name="Price">Null where nobody knows it.</param>
/// <param name="Estimate">How many tokens it may need; nothing where no budget counts it.</param>
/// <param name="Reservation">Null where no budget counts it.</param>
internal sealed record BudgetTicket(ModelPrice? Price, RequestEstimate Estimate, BudgetReservation? Reservation)
{
    /// <summary>What was, or is, set aside of a budget.</summary>
    public decimal Most(Budget budget) => budget.Unit == BudgetUnit.Tokens ? Estimate.Tokens : Price?.MostFor(Estimate.Input, Estimate.Output) ?? 0;
}

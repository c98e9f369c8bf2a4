using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Budgets;

/// <summary>What happens to the shared state when a gateway settles: what it spent is counted, and it is lent what it asks for, as far as there is any.</summary>
internal sealed class BudgetSettlement(BudgetState state, BudgetOwner owner, DateTimeOffset now, TimeZoneInfo zone)
{
    // What is lent ahead: enough for several requests, so that most take no lock, and never so much that another gateway finds nothing.
    private const int RequestsAhead = 8;
    private const int ShareAhead = 4;

    /// <summary>What the gateway asks for.</summary>
    public required IReadOnlyList<BudgetNeed> Needs { get; init; }

    /// <summary>What it knows of budgets.</summary>
    public required IReadOnlyList<BudgetLine> Lines { get; init; }

    /// <summary>What it spent since it settled last.</summary>
    public required IReadOnlyList<BudgetSpending> Spent { get; init; }

    /// <summary>What it has set aside for answers under way.</summary>
    public required IReadOnlyList<BudgetSpending> Open { get; init; }

    /// <summary>Whether it keeps what was lent of budgets that it does not ask for now.</summary>
    public required bool KeepsFree { get; init; }

    public IReadOnlyList<BudgetLine> After { get; private set; } = [];

    /// <summary>The budgets whose share to warn at is reached, and of which nobody has said so.</summary>
    public IReadOnlyList<BudgetLine> Warnings { get; private set; } = [];

    /// <summary>Whether anything is lent to the gateway now, or it is about to note something.</summary>
    public bool HoldsLease { get; private set; }

    public void Run(Action takeBackFromDead)
    {
        // Before anything is counted: an account that begins anew must not take what was spent of what the budget was before.
        var budgets = Needs.Select(need => need.Budget).Concat(Lines.Select(line => line.Budget)).GroupBy(budget => budget.Name, StringComparer.OrdinalIgnoreCase).Select(group => group.First()).ToList();
        foreach (var budget in budgets)
            state.Of(budget).Open(budget, now, zone);
        takeBackFromDead();
        foreach (var spending in Spent)
            state.Add(spending);
        var lease = state.LeaseOf(owner);
        lease.Grants.Clear();
        lease.Grants.AddRange(Open
            .GroupBy(part => (part.Budget, part.Scope, part.Start))
            .Select(group => new BudgetGrant(group.Key.Budget, group.Key.Scope, group.Key.Start, group.Sum(part => part.Amount))));
        After = budgets.ConvertAll(budget => Lend(budget, lease));
        Warnings = [.. After.Where(Warns)];
        HoldsLease = lease.Grants.Count > 0 || (Needs.Count > 0 && Needs.All(need => After.Any(line => line.Budget == need.Budget && line.Free >= need.Amount && line.SpentBefore < need.Budget.Limit)));
    }

    private BudgetLine Lend(Budget budget, BudgetLease lease)
    {
        var account = state.Of(budget);
        var start = account.Current!.Start;
        var own = lease.Grants.Where(grant => Same(grant.Budget, budget.Name) && grant.Scope == budget.Scope).Sum(grant => grant.Amount);
        var lent = state.LentToOthers(budget, owner) + own;
        var left = Math.Max(0, budget.Limit - account.Spent - lent);
        var free = FreeFor(budget, start, left);
        if (free > 0)
            lease.Grants.Add(new BudgetGrant(budget.Name, budget.Scope, start, free));
        return new BudgetLine(budget, start)
        {
            Free = free,
            SpentBefore = account.Spent,
            Lent = lent,
            RequestsBefore = account.Requests,
            UnpricedBefore = account.Unpriced,
        };
    }

    private decimal FreeFor(Budget budget, DateTime start, decimal left)
    {
        var held = KeepsFree && Lines.FirstOrDefault(line => line.Budget == budget && line.Start == start) is { Free: > 0 } line ? Math.Min(left, line.Free) : 0;
        if (Needs.FirstOrDefault(need => Same(need.Budget.Name, budget.Name)) is not { } asked || left < asked.Amount)
            return held;
        return Math.Min(left, Math.Max(Math.Max(held, asked.Amount), Math.Min(left / ShareAhead, asked.Amount * RequestsAhead)));
    }

    private bool Warns(BudgetLine line)
    {
        if (state.Of(line.Budget).Current is not { IsWarned: false } current || line.SpentBefore < line.Budget.Limit * line.Budget.WarnAt)
            return false;
        current.IsWarned = true;
        return true;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

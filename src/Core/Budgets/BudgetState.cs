using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>What was spent of the budgets and what is lent to gateways, while the lock is held.</summary>
internal sealed class BudgetState
{
    public List<BudgetAccount> Accounts { get; } = [];

    public List<BudgetLease> Leases { get; } = [];

    public BudgetAccount? Find(string budget) => Accounts.FirstOrDefault(account => Same(account.Name, budget));

    /// <summary>A budget's account. Where the budget became another one, it begins anew.</summary>
    public BudgetAccount Of(Budget budget)
    {
        if (Find(budget.Name) is { } known)
        {
            if (known.Scope == budget.Scope)
                return known;
            Accounts.Remove(known);
        }

        var account = new BudgetAccount(budget.Name, budget.Scope);
        Accounts.Add(account);
        return account;
    }

    public BudgetLease LeaseOf(BudgetOwner owner)
    {
        var lease = Leases.FirstOrDefault(known => known.Owner.Id == owner.Id);
        if (lease is null)
            Leases.Add(lease = new BudgetLease(owner));
        return lease;
    }

    /// <summary>How much of a budget is lent to others.</summary>
    public decimal LentToOthers(Budget budget, BudgetOwner owner) =>
        Leases.Where(lease => lease.Owner.Id != owner.Id).SelectMany(lease => lease.Grants).Where(grant => Same(grant.Budget, budget.Name) && grant.Scope == budget.Scope).Sum(grant => grant.Amount);

    public void Add(BudgetSpending spending)
    {
        // Of a budget that is gone, or has become another one, nothing is counted any more.
        if (Find(spending.Budget) is not { } account || account.Scope != spending.Scope)
            return;
        var entry = account.EntryOf(spending.Start);
        entry.Spent += spending.Amount;
        entry.Requests += spending.Requests;
        entry.Unpriced += spending.Unpriced;
    }

    /// <summary>Takes back what was lent to gateways whose process is gone: what they noted counts as spent, and what they were in the middle of as well.</summary>
    public void TakeBackFromDead(DataHome home, IFileOperations files, BudgetOwner asker)
    {
        var dead = Leases.Where(lease => lease.Owner.Id != asker.Id && !lease.Owner.IsAlive()).ToList();
        foreach (var lease in dead)
        {
            foreach (var spending in SpentBy(lease, home, files))
                Add(spending);
            Leases.Remove(lease);
        }
    }

    /// <summary>What a gateway that is gone has spent at most.</summary>
    internal static IEnumerable<BudgetSpending> SpentBy(BudgetLease lease, DataHome home, IFileOperations files)
    {
        // When the machine itself went down, the last notes may never have reached the disk.
        if (lease.Owner.IsOfThisBoot() && BudgetNotes.Read(BudgetJournal.PathOf(home, lease.Owner.Id, lease.Journal), files) is { } notes)
            return notes.Spent.Concat(notes.Open);
        return lease.Grants.Select(grant => new BudgetSpending(grant.Budget, grant.Scope, grant.Start, grant.Amount, 0, 0));
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

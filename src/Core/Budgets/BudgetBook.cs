using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>How the budgets stand, over all gateways of the data folder.</summary>
/// <param name="home">The data folder.</param>
/// <param name="files">The disk.</param>
/// <param name="zone">The zone whose days count.</param>
public sealed class BudgetBook(DataHome home, IFileOperations files, TimeZoneInfo zone)
{
    private const int Tries = 5;

    /// <summary>Reads how budgets stand. Takes no lock and writes nothing.</summary>
    /// <exception cref="ClaudeDesktopException">The state makes no sense.</exception>
    public IReadOnlyList<BudgetStatus> Read(IReadOnlyList<Budget> budgets, DateTimeOffset now)
    {
        for (var tries = 1; ; tries++)
        {
            var bytes = files.Read(home.BudgetStateFile);
            var state = BudgetStateJson.Read(bytes, home.BudgetStateFile);
            var reserved = Gather(state);

            // A gateway that settles in the same moment takes its notes away with one hand and counts them with the other.
            if (tries == Tries || Same(bytes, files.Read(home.BudgetStateFile)))
                return [.. budgets.Select(budget => StatusOf(state, budget, reserved, now))];
        }
    }

    private List<BudgetSpending> Gather(BudgetState state)
    {
        var reserved = new List<BudgetSpending>();
        foreach (var lease in state.Leases)
        {
            if (!lease.Owner.IsAlive())
            {
                foreach (var spending in BudgetState.SpentBy(lease, home, files))
                    state.Add(spending);
            }
            else if (BudgetNotes.Read(BudgetJournal.PathOf(home, lease.Owner.Id, lease.Journal), files) is { } notes)
            {
                foreach (var spending in notes.Spent)
                    state.Add(spending);
                reserved.AddRange(notes.Open);
            }
        }

        return reserved;
    }

    private BudgetStatus StatusOf(BudgetState state, Budget budget, List<BudgetSpending> reserved, DateTimeOffset now)
    {
        var account = state.Of(budget);
        var start = account.Open(budget, now, zone).Start;
        return BudgetStatus.Of(budget, start, zone) with
        {
            Spent = account.Spent,
            Reserved = reserved.Where(part => string.Equals(part.Budget, budget.Name, StringComparison.OrdinalIgnoreCase)).Sum(part => part.Amount),
            Requests = account.Requests,
            UnpricedRequests = account.Unpriced,
        };
    }

    private static bool Same(byte[]? left, byte[]? right) => left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}

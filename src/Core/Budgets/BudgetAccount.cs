using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Budgets;

/// <summary>
/// What was spent of one budget, by periods. A clock that is set back opens no new period: from then on, what was spent in the period that it
/// leads to and in every later one counts together, until the clock comes by itself to a period that nobody has seen.
/// </summary>
internal sealed class BudgetAccount(string name, string scope)
{
    // Clocks are put right by seconds all the time, also around midnight.
    private static readonly TimeSpan Correction = TimeSpan.FromMinutes(5);
    private const int KeptPast = 3;
    private const int MostKept = 40;

    public string Name { get; } = name;

    /// <summary>What the budget was about when this was spent.</summary>
    public string Scope { get; } = scope;

    public List<BudgetEntry> Entries { get; } = [];

    /// <summary>The period that was open last.</summary>
    public BudgetEntry? Current { get; set; }

    public decimal Spent => Entries.Where(entry => entry.Counts).Sum(entry => entry.Spent);

    public long Requests => Entries.Where(entry => entry.Counts).Sum(entry => entry.Requests);

    public long Unpriced => Entries.Where(entry => entry.Counts).Sum(entry => entry.Unpriced);

    /// <summary>The period's first day, as far as the budget is concerned: shortly before it began, it has begun already if it was seen before.</summary>
    public static DateTime StartOf(Budget budget, DateTime? current, DateTimeOffset now, TimeZoneInfo zone)
    {
        var start = BudgetCalendar.StartOf(budget.Period, now, zone);
        return current is { } open && start < open && BudgetCalendar.StartOf(budget.Period, now + Correction, zone) == open ? open : start;
    }

    public BudgetEntry Open(Budget budget, DateTimeOffset now, TimeZoneInfo zone) => Open(StartOf(budget, Current?.Start, now, zone));

    /// <summary>The entry that something spent in a period goes to.</summary>
    public BudgetEntry EntryOf(DateTime start) => Entries.FirstOrDefault(entry => entry.Start == start) ?? Current ?? Open(start);

    private BudgetEntry Open(DateTime start)
    {
        if (Current?.Start == start)
            return Current;
        var entry = Entries.FirstOrDefault(known => known.Start == start);
        if (entry is null)
            Entries.Add(entry = new BudgetEntry(start));
        if (Current is null || (start > Current.Start && !entry.Counts))
        {
            Entries.ForEach(other => other.Counts = false);
            Prune(start);
        }
        else if (start < Current.Start)
        {
            Entries.ForEach(other => other.Counts |= other.Start > start);
        }

        entry.Counts = true;
        return Current = entry;
    }

    private void Prune(DateTime start)
    {
        var old = Entries.Where(entry => entry.Start < start).OrderByDescending(entry => entry.Start).Skip(KeptPast);
        var far = Entries.Where(entry => entry.Start > start).OrderBy(entry => entry.Start).Skip(MostKept);
        var gone = new HashSet<BudgetEntry>(old.Concat(far));
        Entries.RemoveAll(gone.Contains);
    }
}

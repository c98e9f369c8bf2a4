using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>
/// One gateway's part of the budgets. A slice of what is left is lent to it in the shared state, under a lock and flushed to the disk; within it,
/// requests are reserved and settled by a line in a file of its own. Not for several threads at once.
/// </summary>
public sealed class BudgetPurse : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly DataHome _home;
    private readonly IFileOperations _files;
    private readonly BudgetOwner _owner;
    private readonly TimeZoneInfo _zone;
    private readonly Dictionary<string, BudgetLine> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(long Number, string Budget), BudgetSpending> _open = [];
    private readonly List<BudgetSpending> _unsettled = [];
    private readonly Queue<BudgetStatus> _warnings = [];
    private BudgetJournal? _journal;
    private int _lastJournal;
    private long _lastNumber;

    public BudgetPurse(DataHome home, IFileOperations files, BudgetOwner owner, TimeZoneInfo zone)
    {
        _home = home;
        _files = files;
        _owner = owner;
        _zone = zone;
    }

    /// <summary>Whether anything is to be settled or to be given back.</summary>
    public bool HoldsSomething => _unsettled.Count > 0 || _lines.Values.Any(line => line.Free > 0);

    /// <summary>Forgets what is no budget any more, or another one than it was.</summary>
    public void Keep(IReadOnlyList<Budget> budgets)
    {
        foreach (var line in _lines.Values.Where(line => !budgets.Contains(line.Budget)).ToList())
            _lines.Remove(line.Budget.Name);
    }

    /// <summary>Sets aside what a request may need, before anybody is asked.</summary>
    /// <param name="needs">Of each budget that the request counts against, how much.</param>
    /// <param name="now">The time.</param>
    /// <param name="refused">The budget that has no room for it.</param>
    /// <returns>Null where a budget has no room.</returns>
    /// <exception cref="ClaudeDesktopException">The state cannot be read or written.</exception>
    public BudgetReservation? TryReserve(IReadOnlyList<BudgetNeed> needs, DateTimeOffset now, out BudgetStatus? refused)
    {
        ArgumentNullException.ThrowIfNull(needs);
        refused = null;
        if (!needs.All(need => HasRoom(need, now)))
            Settle(needs, now, keepsFree: true);
        if (needs.FirstOrDefault(need => !HasRoom(need, now)) is { } lacking)
        {
            refused = _lines[lacking.Budget.Name].Status(_zone);
            return null;
        }

        var number = ++_lastNumber;
        var parts = needs.Select(need => (need.Budget, new BudgetSpending(need.Budget.Name, need.Budget.Scope, _lines[need.Budget.Name].Start, need.Amount, 1, 0))).ToList();
        Note(string.Concat(parts.Select(part => BudgetNotes.Reserved(number, part.Item2))));
        foreach (var (budget, part) in parts)
        {
            _open[(number, part.Budget)] = part;
            _lines[budget.Name].Free -= part.Amount;
        }

        return new BudgetReservation(number, parts, [.. needs.Select(need => _lines[need.Budget.Name].Status(_zone)).Where(status => status.Level != BudgetLevel.Ok)]);
    }

    /// <summary>Says what a request has really spent. What was set aside beyond it is free again.</summary>
    /// <param name="reservation">What was set aside.</param>
    /// <param name="spent">How much of a budget was spent, and whether its price is not known.</param>
    public void Settle(BudgetReservation reservation, Func<Budget, (decimal Amount, bool IsUnpriced)> spent)
    {
        ArgumentNullException.ThrowIfNull(reservation);
        ArgumentNullException.ThrowIfNull(spent);
        var parts = reservation.Parts.Where(part => _open.ContainsKey((reservation.Number, part.Part.Budget))).Select(part =>
        {
            var (amount, isUnpriced) = spent(part.Budget);
            return (Reserved: part.Part, Spent: part.Part with { Amount = Math.Max(0, amount), Unpriced = isUnpriced ? 1 : 0 });
        }).ToList();
        foreach (var (reserved, real) in parts)
        {
            _open.Remove((reservation.Number, reserved.Budget));
            _unsettled.Add(real);
            if (!_lines.TryGetValue(reserved.Budget, out var line) || line.Start != reserved.Start)
                continue;
            line.Free += reserved.Amount - real.Amount;
            line.SpentSince += real.Amount;
            line.RequestsSince++;
        }

        // Where the disk does not take it, the file goes on saying that it is reserved, until the next settlement.
        Note(string.Concat(parts.Select(part => BudgetNotes.Settled(reservation.Number, part.Spent))));
    }

    /// <summary>Settles, and gives back whatever is not set aside for an answer under way.</summary>
    /// <exception cref="ClaudeDesktopException">The state cannot be read or written.</exception>
    public void Rest(DateTimeOffset now)
    {
        if (HoldsSomething)
            Settle([], now, keepsFree: false);
    }

    /// <summary>The budgets whose share to warn at was reached since the last call: each once in a period, whichever gateway notices.</summary>
    public IReadOnlyList<BudgetStatus> TakeWarnings()
    {
        var warnings = _warnings.ToArray();
        _warnings.Clear();
        return warnings;
    }

    /// <summary>Closes the notes. What was lent stays so, unless <see cref="Rest"/> gave it back.</summary>
    public void Dispose() => _journal?.Dispose();

    private bool HasRoom(BudgetNeed need, DateTimeOffset now) =>
        _journal is not null
        && _lines.TryGetValue(need.Budget.Name, out var line)
        && line.Budget == need.Budget
        && line.Start == BudgetAccount.StartOf(need.Budget, line.Start, now, _zone)
        && line.SpentBefore + line.SpentSince < need.Budget.Limit
        && line.Free >= need.Amount;

    private void Settle(IReadOnlyList<BudgetNeed> needs, DateTimeOffset now, bool keepsFree)
    {
        _home.RefuseLink();
        using var locked = FileLock.Acquire(_home.BudgetLockFile, Patience);
        var before = _files.Read(_home.BudgetStateFile);
        var state = BudgetStateJson.Read(before, _home.BudgetStateFile);
        var settlement = new BudgetSettlement(state, _owner, now, _zone) { Needs = needs, Lines = [.. _lines.Values], Spent = _unsettled, Open = [.. _open.Values], KeepsFree = keepsFree };
        settlement.Run(() => state.TakeBackFromDead(_home, _files, _owner));
        Write(state, settlement.HoldsLease, before);
        _unsettled.Clear();
        _lines.Clear();
        foreach (var line in settlement.After)
            _lines[line.Budget.Name] = line;
        foreach (var warning in settlement.Warnings)
            _warnings.Enqueue(warning.Status(_zone));
    }

    // First the new notes, then the state that names them: whichever of both a crash leaves, it is whole.
    private void Write(BudgetState state, bool holdsLease, byte[]? before)
    {
        var lease = state.LeaseOf(_owner);
        if (!holdsLease)
            state.Leases.Remove(lease);
        lease.Journal = _journal?.Number ?? 0;
        if (before is not null && before.AsSpan().SequenceEqual(BudgetStateJson.Write(state)))
            return;
        var journal = holdsLease ? BudgetJournal.Begin(_home, _files, _owner.Id, lease.Journal = ++_lastJournal, string.Concat(_open.Select(item => BudgetNotes.Reserved(item.Key.Number, item.Value)))) : null;
        try
        {
            TemporaryFiles.Sweep(_home.BudgetStateFile);
            _files.Replace(_home.BudgetStateFile, BudgetStateJson.Write(state), FilePrivacy.Private, before);
        }
        catch
        {
            journal?.Dispose();
            throw;
        }

        _journal?.Dispose();
        _journal = journal;
        BudgetJournal.Sweep(_home, state);
    }

    private void Note(string lines)
    {
        try
        {
            _journal?.Append(lines);
        }
        catch (ClaudeDesktopException)
        {
            // Half a line may stand there now: the next request begins new notes.
            _journal?.Dispose();
            _journal = null;
            throw;
        }
    }
}

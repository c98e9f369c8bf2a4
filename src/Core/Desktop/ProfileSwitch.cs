using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop;

/// <summary>
/// Switches Claude Desktop between providers: the store and the app's four files change together or not at all.
/// A failure is undone on the spot; a crash leaves a journal, and the next change finishes or takes back what was begun.
/// </summary>
public sealed class ProfileSwitch(ModuleContext context)
{
    private const int TriesAgainstOtherWriters = 3;
    private readonly SwitchJournal _journal = new(context.Home, context.Files);
    private readonly SnapshotHistory _history = new(context.Home, context.Files);

    private SwitchRecovery Recovery => new(context, _journal);

    /// <summary>A switch that was cut short and waits to be finished; null where none does.</summary>
    public PendingSwitch? Pending => _journal.Read();

    /// <summary>Points Claude Desktop at a provider, writing everything anew.</summary>
    /// <param name="providerId">A stored provider, or the official one, which restores official mode.</param>
    /// <param name="change">A change of the store that belongs to the switch.</param>
    public SwitchResult Enable(string providerId, Func<StoreSnapshot, StoreSnapshot>? change = null)
    {
        if (string.Equals(providerId, OfficialProvider.Id, StringComparison.OrdinalIgnoreCase))
            return Restore(previous: false, change);
        using var locked = context.Store.Lock();
        Recovery.RecoverIfPossible();
        return Run(SwitchReason.Enable, Goal(providerId), change);
    }

    /// <summary>Puts Claude Desktop back to its official mode, with nothing of ours left and nothing applied.</summary>
    /// <param name="previous">Applies the profile again that another program had applied before the first switch.</param>
    /// <param name="change">A change of the store that belongs to the switch.</param>
    public SwitchResult Restore(bool previous, Func<StoreSnapshot, StoreSnapshot>? change = null)
    {
        using var locked = context.Store.Lock();
        Recovery.RecoverIfPossible();
        return Run(SwitchReason.Restore, snapshot => new SwitchGoal(null, previous ? PreviousProfile(snapshot) : null), change);
    }

    /// <summary>Finishes a switch that was cut short, and writes anew what Claude Desktop's files should say: what the active provider needs, or nothing of ours.</summary>
    public SwitchResult Repair()
    {
        using var locked = context.Store.Lock();
        var before = DesktopFiles.Read(context.Paths, context.Files);
        Recovery.RecoverIfPossible();
        var result = Run(SwitchReason.Repair, RepairGoal, change: null);
        return result with { Changed = [.. before.ChangesTo(DesktopFiles.Read(context.Paths, context.Files), !result.Provider.IsOfficial).Select(item => item.Path)] };
    }

    /// <summary>Brings an earlier state back: the active provider, what was applied, the deployment modes and our keys of the profile.</summary>
    /// <param name="snapshotId">One of <see cref="SnapshotHistory.Ids"/>.</param>
    public SwitchResult BringBack(string snapshotId)
    {
        using var locked = context.Store.Lock();
        Recovery.RecoverIfPossible();
        var snapshot = _history.Read(snapshotId);
        return Run(SwitchReason.BringBack, _ => new SwitchGoal(snapshot.ProviderId, snapshot.AppliedId, snapshot.Id), change: null);
    }

    /// <summary>Writes again what the last switch wrote, where another program has undone it since.</summary>
    /// <param name="switched">What that switch said of itself; null where it is not known. It tells what official mode was left with.</param>
    /// <returns>What had to be put right; null where nothing of ours is to be written.</returns>
    public SwitchResult? Again(SwitchResult? switched)
    {
        using var locked = context.Store.Lock();
        Recovery.Recover();
        if (context.Store.Read().Active is { } active)
            return Run(SwitchReason.Repair, _ => new SwitchGoal(active.Id), change: null);
        return switched is { Provider.IsOfficial: true } ? Run(SwitchReason.Repair, _ => new SwitchGoal(null, switched.AppliedId), change: null) : null;
    }

    /// <summary>Changes the store alone, or with the profile where the change concerns the active provider.</summary>
    /// <param name="concerns">The ids whose change the profile shows.</param>
    /// <param name="change">The change.</param>
    /// <param name="around">What else belongs to it and may not be done by two at once; it is given the change itself, to make it.</param>
    /// <param name="enable">A provider to switch to with the change: both happen, or neither.</param>
    /// <returns>What the switch wrote, or null where only the store changed.</returns>
    public SwitchResult? Change(
        IReadOnlyCollection<string> concerns, Func<StoreSnapshot, StoreSnapshot> change, Func<Func<SwitchResult?>, SwitchResult?>? around = null, string? enable = null)
    {
        ArgumentNullException.ThrowIfNull(concerns);
        ArgumentNullException.ThrowIfNull(change);
        using var locked = context.Store.Lock();
        Recovery.Recover();
        SwitchResult? Make()
        {
            if (enable is not null)
                return Run(SwitchReason.Enable, Goal(enable), change);
            var before = context.Store.Read();
            if (before.ActiveId is { } active && concerns.Contains(active, StringComparer.OrdinalIgnoreCase) && before.Find(active) is not null)
                return Run(SwitchReason.Change, _ => new SwitchGoal(active), change);
            context.Store.Write(change(before), before);
            return null;
        }

        return around is null ? Make() : around(Make);
    }

    private static Func<StoreSnapshot, SwitchGoal> Goal(string providerId) =>
        snapshot => snapshot.Find(providerId) is { } found ? new SwitchGoal(found.Id) : throw ProviderErrors.NotFound(providerId);

    private SwitchResult Run(SwitchReason reason, Func<StoreSnapshot, SwitchGoal> goal, Func<StoreSnapshot, StoreSnapshot>? change)
    {
        change ??= snapshot => snapshot;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return Attempt(reason, goal, change);
            }
            catch (ClaudeDesktopException e) when (e.Code == ErrorCode.FileChangedMeanwhile && tries < TriesAgainstOtherWriters)
            {
                // Claude Desktop saved its settings in the same moment: begin again from what it wrote.
            }
        }
    }

    private SwitchResult Attempt(SwitchReason reason, Func<StoreSnapshot, SwitchGoal> goal, Func<StoreSnapshot, StoreSnapshot> change)
    {
        var target = goal(change(context.Store.Read()));
        var plan = SwitchPlan.Make(context, target, change);
        if (plan.Changes.Count > 0)
            Make(plan, reason, target);
        else
            plan.Apply();
        _journal.Clear();
        plan.Tidy();
        return plan.Result();
    }

    private void Make(SwitchPlan plan, SwitchReason reason, SwitchGoal goal)
    {
        var earlier = _journal.Bytes();
        var snapshot = plan.ChangesState ? _history.Add(id => plan.SnapshotBefore(id, reason, goal, context.Clock()), context.Clock()) : null;
        try
        {
            _journal.Write(new PendingSwitch(goal, plan.Origin, context.Clock()));
            plan.Apply();
        }
        catch (Exception e) when (e is not ClaudeDesktopException { Code: ErrorCode.SwitchInterrupted })
        {
            // Everything is as it was: there is nothing more to finish than before, and nothing to go back to.
            _journal.PutBack(earlier);
            if (snapshot is not null)
                _history.Drop(snapshot);
            throw;
        }

        _history.Prune();
    }

    // Without a provider, only what is ours goes: what another program has applied, and the modes for it, stay.
    private SwitchGoal RepairGoal(StoreSnapshot store)
    {
        if (store.Active is { IsOfficial: false } active)
            return new SwitchGoal(active.Id);
        var applied = ConfigLibrary.AppliedId(DesktopFiles.Read(context.Paths, context.Files).Index);
        return applied == DesktopPaths.ProfileId ? new SwitchGoal(null) : new SwitchGoal(null, applied, KeepsModes: true);
    }

    private string PreviousProfile(StoreSnapshot snapshot)
    {
        var files = DesktopFiles.Read(context.Paths, context.Files);
        if (snapshot.PreviousAppliedId is { } previous)
            return files.Knows(previous, context.System) ? previous : throw NoPrevious($"The profile '{previous}' that was applied before is not in the config library any more.");
        throw NoPrevious(ConfigLibrary.ForeignAppliedId(files.Index) is { } foreign
            ? $"The profile '{foreign}' of another program is applied already, and none is remembered from before."
            : "No profile of another program was applied before the first switch.");
    }

    private static ClaudeDesktopException NoPrevious(string why) => new(
        ErrorCode.PreviousProfileMissing, why, "Run Restore-CDOfficial without -Previous for Claude Desktop's official mode.");
}

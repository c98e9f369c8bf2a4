using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>
/// Switches Claude Desktop between providers: the store and the app's four files change together or not at all.
/// A failure is undone on the spot; a crash leaves a journal, and the next change finishes or takes back what was begun.
/// </summary>
public sealed class ProfileSwitch(ModuleContext context)
{
    private const int TriesAgainstOtherWriters = 3;
    private readonly SwitchJournal _journal = new(context.Home, context.Files);

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
        RecoverIfPossible();
        return Run(snapshot => snapshot.Find(providerId) is { } found ? new SwitchGoal(found.Id) : throw ProviderErrors.NotFound(providerId), change);
    }

    /// <summary>Puts Claude Desktop back to its official mode, with nothing of ours left and nothing applied.</summary>
    /// <param name="previous">Applies the profile again that another program had applied before the first switch.</param>
    /// <param name="change">A change of the store that belongs to the switch.</param>
    public SwitchResult Restore(bool previous, Func<StoreSnapshot, StoreSnapshot>? change = null)
    {
        using var locked = context.Store.Lock();
        RecoverIfPossible();
        return Run(snapshot => new SwitchGoal(null, previous ? PreviousProfile(snapshot) : null), change);
    }

    /// <summary>Changes the store alone, or with the profile where the change concerns the active provider.</summary>
    /// <param name="concerns">The ids whose change the profile shows.</param>
    /// <param name="change">The change.</param>
    /// <param name="around">What else belongs to it and may not be done by two at once; it is given the change itself, to make it.</param>
    /// <returns>What the switch wrote, or null where only the store changed.</returns>
    public SwitchResult? Change(
        IReadOnlyCollection<string> concerns, Func<StoreSnapshot, StoreSnapshot> change, Func<Func<SwitchResult?>, SwitchResult?>? around = null)
    {
        ArgumentNullException.ThrowIfNull(concerns);
        ArgumentNullException.ThrowIfNull(change);
        using var locked = context.Store.Lock();
        Recover();
        SwitchResult? Make()
        {
            var before = context.Store.Read();
            if (before.ActiveId is { } active && concerns.Contains(active, StringComparer.OrdinalIgnoreCase) && before.Find(active) is not null)
                return Run(_ => new SwitchGoal(active), change);
            context.Store.Write(change(before), before);
            return null;
        }

        return around is null ? Make() : around(Make);
    }

    // A switch to somewhere else replaces one that was cut short, so that one need not succeed any more.
    private void RecoverIfPossible()
    {
        try
        {
            Recover();
        }
        catch (ClaudeDesktopException)
        {
            // Whatever stands in the way of this switch too, this switch will say.
        }
    }

    /// <summary>Finishes a switch that was cut short, or goes back to where it began if it cannot be finished any more. The lock must be held.</summary>
    private void Recover()
    {
        if (_journal.Read() is not { } pending)
            return;
        try
        {
            Write(pending.Goal, snapshot => snapshot);
        }
        catch (ClaudeDesktopException e) when (e.Code is ErrorCode.ProviderNotFound or ErrorCode.ProviderKeyMissing or ErrorCode.ProviderInvalid or ErrorCode.ApiFormatUnsupported)
        {
            TakeBack(pending.Origin);
        }

        _journal.Clear();
    }

    private void TakeBack(SwitchOrigin origin)
    {
        if (origin.ProviderId is { } id && context.Store.Read().Find(id) is not null)
            Write(new SwitchGoal(id), snapshot => snapshot);
        else
            Write(new SwitchGoal(null, origin.AppliedId), snapshot => snapshot, origin);
    }

    private SwitchResult Run(Func<StoreSnapshot, SwitchGoal> goal, Func<StoreSnapshot, StoreSnapshot>? change)
    {
        change ??= snapshot => snapshot;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return Attempt(goal, change);
            }
            catch (ClaudeDesktopException e) when (e.Code == ErrorCode.FileChangedMeanwhile && tries < TriesAgainstOtherWriters)
            {
                // Claude Desktop saved its settings in the same moment: begin again from what it wrote.
            }
        }
    }

    private SwitchResult Attempt(Func<StoreSnapshot, SwitchGoal> goal, Func<StoreSnapshot, StoreSnapshot> change)
    {
        var store = context.Store.Read();
        var target = goal(change(store));
        var plan = SwitchPlan.Make(context, target, change);
        if (plan.Changes.Count > 0)
        {
            var files = plan.Before;
            var origin = new SwitchOrigin(
                store.ActiveId, ConfigLibrary.AppliedId(files.Index), DeploymentMode.Read(files.StandardConfig), DeploymentMode.Read(files.ThirdPartyConfig));
            _journal.Write(new PendingSwitch(target, origin, context.Clock()));
            ApplyUnderJournal(plan);
        }

        return plan.Result();
    }

    private void ApplyUnderJournal(SwitchPlan plan)
    {
        try
        {
            FileTransaction.Apply(plan.Changes, context.Files);
        }
        catch (Exception e) when (e is not ClaudeDesktopException { Code: ErrorCode.SwitchInterrupted })
        {
            // Everything is as it was, so there is nothing to finish.
            _journal.Clear();
            throw;
        }

        _journal.Clear();
    }

    private void Write(SwitchGoal goal, Func<StoreSnapshot, StoreSnapshot> change, SwitchOrigin? origin = null) =>
        FileTransaction.Apply(SwitchPlan.Make(context, goal, change, origin).Changes, context.Files);

    private static string PreviousProfile(StoreSnapshot snapshot) => snapshot.PreviousAppliedId ?? throw new ClaudeDesktopException(
        ErrorCode.PreviousProfileMissing,
        "No profile of another program was applied before the first switch.",
        "Run Restore-CDOfficial without -Previous.");
}

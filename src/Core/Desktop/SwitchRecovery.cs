using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>What becomes of a switch that was cut short. The lock must be held.</summary>
internal sealed class SwitchRecovery(ModuleContext context, SwitchJournal journal)
{
    /// <summary>Finishes it, or goes back to where it began if it cannot be finished any more.</summary>
    public void Recover()
    {
        if (journal.Read() is not { } pending)
            return;
        if (pending.IsUnreadable)
            throw Unreadable(context.Home.SwitchJournal);
        try
        {
            Write(pending.Goal!);
        }
        catch (ClaudeDesktopException e) when (e.Code is ErrorCode.ProviderNotFound or ErrorCode.ProviderKeyMissing or ErrorCode.EnvironmentVariableMissing or ErrorCode.SecretVaultUnavailable or ErrorCode.SecretNotFound
                                               or ErrorCode.ProviderInvalid or ErrorCode.ApiFormatUnsupported
            or ErrorCode.SnapshotNotFound or ErrorCode.SnapshotUnusable)
        {
            TakeBack(pending.Origin!);
        }

        journal.Clear();
    }

    /// <summary>The same before a switch to somewhere else, which replaces the one that was cut short: that one need not succeed any more.</summary>
    public void RecoverIfPossible()
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

    private void TakeBack(SwitchOrigin origin)
    {
        if (origin.ProviderId is { } id && context.Store.Read().Find(id) is not null)
            Write(new SwitchGoal(id));
        else
            Write(new SwitchGoal(null, origin.AppliedId), origin);
    }

    private void Write(SwitchGoal goal, SwitchOrigin? origin = null) =>
        SwitchPlan.Make(context, goal, snapshot => snapshot, origin).Apply();

    private static ClaudeDesktopException Unreadable(string path) => FileErrors.Unreadable(
        path,
        "is the note of a switch that was cut short, and cannot be read.",
        "Run Repair-CDProfile, which writes everything anew and keeps the note beside it; then run the command again.");
}

using System;
using System.Globalization;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>The note on disk that a switch is under way, so that whoever comes after a crash knows. It says what was meant, not which bytes:
/// finishing reads every file anew, and so keeps what other programs wrote since.</summary>
internal sealed class SwitchJournal(DataHome home, IFileOperations files)
{
    public PendingSwitch? Read() => Bytes() is { } bytes ? Parse(bytes) : null;

    /// <summary>The note's bytes, to put them back; null where there is no note.</summary>
    public byte[]? Bytes() => files.Read(home.SwitchJournal);

    public void Write(PendingSwitch pending) => Replace(Format(pending));

    /// <summary>Puts an earlier note back, or none.</summary>
    public void PutBack(byte[]? earlier)
    {
        if (earlier is null)
            Clear();
        else
            Replace(earlier);
    }

    public void Clear()
    {
        if (Bytes() is not { } bytes)
            return;
        KeepUnreadable(bytes);
        files.Delete(home.SwitchJournal, bytes);
    }

    private void Replace(byte[] content)
    {
        var before = Bytes();
        if (before is not null)
            KeepUnreadable(before);
        TemporaryFiles.Sweep(home.SwitchJournal);
        files.Replace(home.SwitchJournal, content, FilePrivacy.Private, before);
    }

    // Nobody knows what a note that cannot be read was about, so it is kept for whoever may find out.
    private void KeepUnreadable(byte[] note)
    {
        if (!Parse(note).IsUnreadable)
            return;
        for (var number = 1; ; number++)
        {
            var path = home.UnreadableJournal(number);
            var found = files.Read(path);
            if (found is not null && new FileChange(path, found, note, FilePrivacy.Private).ChangesSomething)
                continue;
            if (found is null)
                files.Replace(path, note, FilePrivacy.Private, expected: null);
            return;
        }
    }

    private PendingSwitch Parse(byte[] bytes)
    {
        JsonText text;
        try
        {
            text = JsonText.Parse(bytes, home.SwitchJournal);
        }
        catch (ClaudeDesktopException)
        {
            return PendingSwitch.Unreadable;
        }

        // A note without a goal would read as one of official mode.
        if (text.Find("to") is null || text.Find("from") is null)
            return PendingSwitch.Unreadable;
        var goal = new SwitchGoal(
            text.FindString("to", "providerId"),
            text.FindString("to", "appliedId"),
            text.FindString("to", "snapshotId"),
            text.Find("to", "keepsModes") is not null);
        var origin = new SwitchOrigin(
            text.FindString("from", "providerId"), text.FindString("from", "appliedId"), text.FindString("from", "standardMode"), text.FindString("from", "thirdPartyMode"));
        _ = DateTimeOffset.TryParse(text.FindString("startedAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started);
        return new PendingSwitch(goal, origin, started);
    }

    private static byte[] Format(PendingSwitch pending) => JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("startedAt", pending.StartedAt!.Value.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteStartObject("to");
        Optional(writer, "providerId", pending.Goal!.ProviderId);
        Optional(writer, "appliedId", pending.Goal.AppliedId);
        Optional(writer, "snapshotId", pending.Goal.SnapshotId);
        if (pending.Goal.KeepsModes)
            writer.WriteBoolean("keepsModes", true);
        writer.WriteEndObject();
        writer.WriteStartObject("from");
        Optional(writer, "providerId", pending.Origin!.ProviderId);
        Optional(writer, "appliedId", pending.Origin.AppliedId);
        Optional(writer, "standardMode", pending.Origin.StandardMode);
        Optional(writer, "thirdPartyMode", pending.Origin.ThirdPartyMode);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}

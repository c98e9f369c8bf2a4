using System;
using System.Globalization;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>The note on disk that a switch is under way, so that whoever comes after a crash knows. It says what was meant, not which bytes:
/// finishing reads every file anew, and so keeps what other programs wrote since.</summary>
internal sealed class SwitchJournal(DataHome home, IFileOperations files)
{
    public PendingSwitch? Read()
    {
        if (files.Read(home.SwitchJournal) is not { } bytes)
            return null;
        var text = JsonText.Parse(bytes, home.SwitchJournal);
        var goal = new SwitchGoal(text.FindString("to", "providerId"), text.FindString("to", "appliedId"));
        var origin = new SwitchOrigin(
            text.FindString("from", "providerId"), text.FindString("from", "appliedId"), text.FindString("from", "standardMode"), text.FindString("from", "thirdPartyMode"));
        _ = DateTimeOffset.TryParse(text.FindString("startedAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var started);
        return new PendingSwitch(goal, origin, started);
    }

    public void Write(PendingSwitch pending)
    {
        TemporaryFiles.Sweep(home.SwitchJournal);
        files.Replace(home.SwitchJournal, Format(pending), FilePrivacy.Private, files.Read(home.SwitchJournal));
    }

    public void Clear()
    {
        if (files.Read(home.SwitchJournal) is { } bytes)
            files.Delete(home.SwitchJournal, bytes);
    }

    private static byte[] Format(PendingSwitch pending) => JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("startedAt", pending.StartedAt.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteStartObject("to");
        Optional(writer, "providerId", pending.Goal.ProviderId);
        Optional(writer, "appliedId", pending.Goal.AppliedId);
        writer.WriteEndObject();
        writer.WriteStartObject("from");
        Optional(writer, "providerId", pending.Origin.ProviderId);
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

using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>The index of Claude Desktop's profiles: which there are, and which one is applied.</summary>
internal static class ConfigLibrary
{
    private const string AppliedKey = "appliedId";
    private const string EntriesKey = "entries";
    private static readonly JsonStep OurEntry = JsonStep.Element("id", DesktopPaths.ProfileId);

    public static string? AppliedId(JsonText? index) => index?.FindString(AppliedKey) is { Length: > 0 } id ? id : null;

    /// <summary>The profile of another program that is applied; null where none is, or ours.</summary>
    public static string? ForeignAppliedId(JsonText? index) => AppliedId(index) is { } id && id != DesktopPaths.ProfileId ? id : null;

    public static bool HasOurEntry(JsonText? index) => index?.Find(EntriesKey, OurEntry) is not null;

    public static IReadOnlyList<LibraryEntry> Entries(JsonText? index)
    {
        if (index?.Find(EntriesKey) is not { } raw)
            return [];
        using var document = JsonDocument.Parse(raw);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Where(element => element.ValueKind == JsonValueKind.Object).Select(ReadEntry)]
            : [];
    }

    /// <summary>The index with our entry under a name, and applied.</summary>
    public static JsonText Apply(JsonText? index, string name)
    {
        var text = (index ?? JsonText.EmptyObject).SetString(DesktopPaths.ProfileId, AppliedKey);
        return text.Find(EntriesKey, OurEntry) is null
            ? text.Set(NewEntry(name), EntriesKey, OurEntry)
            : text.SetString(name, EntriesKey, OurEntry, "name");
    }

    /// <summary>The index without our entry, and with another one applied, or none.</summary>
    /// <param name="index">The index as it stands.</param>
    /// <param name="appliedId">The profile of another program to leave applied.</param>
    /// <param name="isOurs">Whether a switch made it, so that it goes where nobody else has put anything in it.</param>
    public static JsonText? Release(JsonText? index, string? appliedId, bool isOurs)
    {
        if (index is null)
            return null;
        var text = WithApplied(index.Remove(EntriesKey, OurEntry), appliedId);
        return isOurs && IsEmpty(text) ? null : text;
    }

    /// <summary>The index with a profile applied; null for none.</summary>
    public static JsonText WithApplied(JsonText index, string? appliedId) =>
        appliedId is null ? index.Remove(AppliedKey) : index.SetString(appliedId, AppliedKey);

    private static bool IsEmpty(JsonText index)
    {
        if (!index.Remove(EntriesKey).IsEmptyObject || index.Find(EntriesKey) is not { } raw)
            return index.IsEmptyObject;
        using var entries = JsonDocument.Parse(raw);
        return entries.RootElement.ValueKind == JsonValueKind.Array && entries.RootElement.GetArrayLength() == 0;
    }

    private static LibraryEntry ReadEntry(JsonElement element) => new(JsonString.Of(element, "id") ?? "", JsonString.Of(element, "name") ?? "");

    private static byte[] NewEntry(string name) => JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", DesktopPaths.ProfileId);
        writer.WriteString("name", name);
        writer.WriteEndObject();
    });
}

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
    public static JsonText? Release(JsonText? index, string? appliedId)
    {
        if (index is null)
            return null;
        var text = index.Remove(EntriesKey, OurEntry);
        return appliedId is null ? text.Remove(AppliedKey) : text.SetString(appliedId, AppliedKey);
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

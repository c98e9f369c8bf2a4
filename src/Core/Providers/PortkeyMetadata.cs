using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Providers;

/// <summary>What Portkey is told about a request for its reports and policies: one header, whose value is a JSON object of texts.</summary>
public static class PortkeyMetadata
{
    public const string Header = "x-portkey-metadata";

    private const int LongestValue = 128;

    /// <summary>The header's value; null where there is nothing to say.</summary>
    /// <exception cref="ClaudeDesktopException">A key or a value is something that Portkey does not take.</exception>
    public static string? Write(IDictionary metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var items = metadata.Cast<DictionaryEntry>().OrderBy(item => item.Key as string, StringComparer.Ordinal).ToList();
        if (items.Select(item => Problem(item.Key, item.Value)).FirstOrDefault(problem => problem is not null) is { } wrong)
            throw new ClaudeDesktopException(ErrorCode.ProviderInvalid, $"The Portkey metadata cannot be sent: {wrong}", "Give names and texts, like -PortkeyMetadata @{ team = 'eng' }.");
        return items.Count == 0 ? null : Text(items);
    }

    /// <summary>What is wrong with a header's value that somebody wrote; null where nothing is.</summary>
    internal static string? Problem(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.EnumerateObject().Select(item => Problem(item.Name, JsonString.Of(item.Value))).FirstOrDefault(problem => problem is not null)
                : "it must be a JSON object like {\"team\":\"eng\"}.";
        }
        catch (JsonException)
        {
            return "it must be a JSON object like {\"team\":\"eng\"}.";
        }
    }

    /// <summary>The value with its placeholders filled in; null where nothing is left to say.</summary>
    internal static string? Fill(string template, HeaderValues values)
    {
        using var document = JsonDocument.Parse(template);
        var items = document.RootElement.EnumerateObject()
            .Select(item => new DictionaryEntry(item.Name, Cut(HeaderTemplate.FillText(item.Value.GetString()!, values))))
            .Where(item => item.Value is not "").ToList();
        return items.Count == 0 ? null : Text(items);
    }

    private static string Cut(string text) =>
        text.Length <= LongestValue ? text : text.Substring(0, char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue);

    private static string? Problem(object? name, object? value) => (name, value) switch
    {
        (not string, _) or (string and "", _) => "each entry needs a name that is a text.",
        (_, string { Length: > LongestValue } text) => $"'{name}' has {text.Length} characters, and Portkey takes {LongestValue}.",
        (_, string) => null,
        _ => $"the value of '{name}' must be a text.",
    };

    // Not as our files are written: a header takes no letter beyond ASCII.
    private static string Text(List<DictionaryEntry> items)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory))
        {
            writer.WriteStartObject();
            foreach (var item in items)
                writer.WriteString((string)item.Key, (string)item.Value!);
            writer.WriteEndObject();
        }

        return Encoding.ASCII.GetString(memory.ToArray());
    }
}

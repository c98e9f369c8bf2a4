using System;
using System.Text.Json;

namespace ClaudeDesktop.Storage;

/// <summary>
/// Reads strings of files that other programs write. Half a surrogate pair is valid JSON, and JavaScript writes it, but .NET has no
/// string for it: such a text is never one that we look for, and is no reason to fail.
/// </summary>
internal static class JsonString
{
    /// <summary>The string or name that the reader stands on; null where it is none, or none that .NET can hold.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An element's string; null where it is none, or none that .NET can hold.</summary>
    public static string? Of(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The string of an object's member; null where there is none, or none that .NET can hold.</summary>
    public static string? Of(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? Of(found) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A member's name; empty where .NET cannot hold it.</summary>
    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}

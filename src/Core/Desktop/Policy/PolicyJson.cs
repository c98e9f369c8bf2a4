using System;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>Values of policies and profiles as JSON, whichever way they were written down.</summary>
internal static class PolicyJson
{
    public static JsonElement Text(string value) => Element(JsonRaw.Text(value));

    public static JsonElement Element(ReadOnlyMemory<byte> raw)
    {
        using var document = JsonDocument.Parse(raw);
        return document.RootElement.Clone();
    }

    /// <summary>An object or a list that is written as text, as plists and the registry have it; anything else as it stands.</summary>
    public static JsonElement Decoded(JsonElement value)
    {
        if (JsonString.Of(value)?.TrimStart() is not { Length: > 0 } text || text[0] is not ('{' or '['))
            return value;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return value;
        }
    }
}

using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Reading members in any order: each value's JSON is set aside as it stands.</summary>
internal static class JsonSlices
{
    /// <summary>The JSON of the value that follows in the reader.</summary>
    public static ReadOnlySpan<byte> Next(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        return Current(ref reader, json);
    }

    /// <summary>The JSON of the value that the reader stands on; empty for null.</summary>
    public static ReadOnlySpan<byte> Current(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        var isNull = reader.TokenType == JsonTokenType.Null;
        reader.Skip();
        return isNull ? default : json[start..(int)reader.BytesConsumed];
    }

    /// <summary>A string's text; null where the value is none.</summary>
    public static string? Text(ReadOnlySpan<byte> value)
    {
        if (!IsString(value))
            return null;
        var reader = new Utf8JsonReader(value, JsonOptions.Read);
        reader.Read();
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool IsObject(ReadOnlySpan<byte> value) => !value.IsEmpty && value[0] == (byte)'{';

    public static bool IsArray(ReadOnlySpan<byte> value) => !value.IsEmpty && value[0] == (byte)'[';

    public static bool IsString(ReadOnlySpan<byte> value) => !value.IsEmpty && value[0] == (byte)'"';
}

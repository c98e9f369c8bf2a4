using System;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>A tool call's input, which upstreams give as text that should be a JSON object.</summary>
internal static class ToolInput
{
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> input, string tool, bool wasCutShort)
    {
        if (IsObject(input))
        {
            json.WriteRawValue(input, skipInputValidation: true);
        }
        else if (input.Trim(" \t\r\n"u8).IsEmpty || wasCutShort)
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
        else
        {
            throw new AnthropicErrorException(AnthropicError.Api($"The upstream called the tool '{tool}' with an input that is not a JSON object. Try again."));
        }
    }

    public static bool IsObject(ReadOnlySpan<byte> input)
    {
        try
        {
            var reader = new Utf8JsonReader(input, JsonOptions.Read);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

using System.Buffers;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Anthropic's error envelope.</summary>
internal static class AnthropicErrorJson
{
    public static void Write(IBufferWriter<byte> output, AnthropicError error, string? requestId)
    {
        using var json = new Utf8JsonWriter(output, JsonOptions.Write);
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, error.Type);
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
        if (requestId is not null)
            json.WriteString("request_id"u8, requestId);
        json.WriteEndObject();
    }
}

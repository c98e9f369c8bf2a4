using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Who calls a tool: always the model itself. Anthropic's own libraries insist on it.</summary>
internal static class ToolCaller
{
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("caller"u8);
        json.WriteString("type"u8, "direct"u8);
        json.WriteEndObject();
    }
}

using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

internal static class MessageHeadJson
{
    public static void Write(Utf8JsonWriter json, AnswerHead head)
    {
        json.WriteString("id"u8, head.Id);
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("model"u8, head.Model);
    }
}

using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>The arguments of an earlier call, as text: byte for byte as the client has them, so that what is cached of them stays valid.</summary>
internal static class CallArguments
{
    public static void Write(Utf8JsonWriter json, JsonElement call)
    {
        if (call.Find("input") is not { } input || (input.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(input.GetString())))
            json.WriteString("arguments"u8, "{}"u8);
        else if (input.ValueKind == JsonValueKind.String && Encoding.UTF8.GetBytes(input.GetString()!) is var text && ToolInput.IsObject(text))
            json.WriteString("arguments"u8, text);
        else
            json.WriteString("arguments"u8, JsonMarshal.GetRawUtf8Value(input));
    }
}

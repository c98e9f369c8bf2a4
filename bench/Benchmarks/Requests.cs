using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Benchmarks;

/// <summary>Requests of an agent: a few tools, and a conversation of calls and their results.</summary>
internal static class Requests
{
    private const string Line = "    public int Length => _text.Length; // \"quoted\", with a\ttab and an é\n";

    public static byte[] OfSize(int bytes)
    {
        using var body = new PooledBuffer();
        using var json = new Utf8JsonWriter(body, JsonOptions.Write);
        json.WriteStartObject();
        json.WriteString("model"u8, "claude-sonnet-5"u8);
        json.WriteNumber("max_tokens"u8, 4096);
        json.WriteBoolean("stream"u8, true);
        json.WriteString("system"u8, "You help with code."u8);
        WriteTools(json);
        json.WriteStartArray("messages"u8);
        WriteText(json, "user", "Read all the files.");
        for (var turn = 0; json.BytesCommitted + json.BytesPending < bytes - 600; turn++)
            WriteTurn(json, turn, bytes);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.Span.ToArray();
    }

    private static void WriteTurn(Utf8JsonWriter json, int turn, int bytes)
    {
        var lines = new StringBuilder();
        while (lines.Length < 4096 && lines.Length < bytes / 2)
            lines.Append(Line);
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_use"u8);
        json.WriteString("id"u8, $"toolu_{turn}");
        json.WriteString("name"u8, "tool_0"u8);
        json.WriteStartObject("input"u8);
        json.WriteString("path"u8, $"src/File{turn}.cs");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "tool_result"u8);
        json.WriteString("tool_use_id"u8, $"toolu_{turn}");
        json.WriteString("content"u8, lines.ToString());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    private static void WriteTools(Utf8JsonWriter json)
    {
        json.WriteStartArray("tools"u8);
        json.WriteRawValue("""{"name":"tool_0","description":"Reads a file.","input_schema":{"type":"object","properties":{"path":{"type":"string"}},"required":["path"]}}"""u8);
        json.WriteEndArray();
    }
}

using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Code that Gemini ran itself and what it printed, as Anthropic's pair of blocks.</summary>
internal sealed class GeminiCode(GeminiCallIds ids)
{
    private string? _id;

    public void ReadCode(ReadOnlySpan<byte> executable, IMessageEventSink sink)
    {
        using var document = JsonDocument.Parse(executable.ToArray(), JsonOptions.Document);
        _id = ids.ForServerTool();
        Push(sink, json =>
        {
            json.WriteString("type"u8, "server_tool_use"u8);
            json.WriteString("id"u8, _id);
            json.WriteString("name"u8, "code_execution"u8);
            json.WriteStartObject("input"u8);
            json.WriteString("code"u8, document.RootElement.Text("code") ?? "");
            json.WriteEndObject();
            ToolCaller.Write(json);
        });
    }

    public void ReadResult(ReadOnlySpan<byte> result, IMessageEventSink sink)
    {
        if (_id is null)
            return;
        using var document = JsonDocument.Parse(result.ToArray(), JsonOptions.Document);
        var worked = document.RootElement.Text("outcome") == "OUTCOME_OK";
        var output = document.RootElement.Text("output") ?? "";
        Push(sink, json =>
        {
            json.WriteString("type"u8, "code_execution_tool_result"u8);
            json.WriteString("tool_use_id"u8, _id);
            json.WriteStartObject("content"u8);
            json.WriteString("type"u8, "code_execution_result"u8);
            json.WriteString("stdout"u8, worked ? output : "");
            json.WriteString("stderr"u8, worked ? "" : output);
            json.WriteNumber("return_code"u8, worked ? 0 : 1);
            json.WriteStartArray("content"u8);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        _id = null;
    }

    private static void Push(IMessageEventSink sink, Action<Utf8JsonWriter> write)
    {
        using var block = new PooledBuffer();
        using (var json = new Utf8JsonWriter(block, JsonOptions.Write))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        sink.Push(MessageEvent.Block(block.Span));
    }
}

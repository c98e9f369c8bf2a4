using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Writes what the model said and called before.</summary>
internal sealed class ChatAssistantWriter(Utf8JsonWriter json, ChatTarget target, ToolNames names)
{
    private readonly ReplayedReasoning _reasoning = new(json, target);

    public void Write(List<RequestBlock> blocks, List<RequestBlock> calls, List<string> ids, bool isPrefill)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        WriteContent(AssistantText.Of(blocks), hasCalls: calls.Count > 0);
        _reasoning.Write(_reasoning.Of(blocks));
        if (calls.Count > 0)
            WriteCalls(calls, ids);
        if (isPrefill && target.Quirks.Prefill == Prefill.Marked)
            json.WriteBoolean("prefix"u8, true);
        json.WriteEndObject();
    }

    private void WriteContent(List<RequestPart> texts, bool hasCalls)
    {
        if (texts.Count == 0 && hasCalls && !target.Quirks.EmptyContent)
            json.WriteNull("content"u8);
        else
            ChatContentWriter.Write(json, texts, target.Quirks.Cache);
    }

    private void WriteCalls(List<RequestBlock> calls, List<string> ids)
    {
        json.WriteStartArray("tool_calls"u8);
        for (var i = 0; i < calls.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, ids[i]);
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, names.ForUpstream(calls[i].Element.Text("name") ?? ""));
            CallArguments.Write(json, calls[i].Element);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

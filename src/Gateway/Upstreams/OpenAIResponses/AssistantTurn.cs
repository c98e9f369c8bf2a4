using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Writes what the assistant said, called and thought. Reasoning stands right before what it led to, or not at all.</summary>
internal sealed class AssistantTurn(Utf8JsonWriter json, ToolNames names, CallIds ids, string? account)
{
    private readonly List<RequestPart> _texts = [];
    private readonly List<(byte[] Payload, JsonElement? Summary)> _reasoning = [];
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);

    public List<RequestBlock> Calls { get; } = [];

    /// <summary>The calls' ids as the client and as the upstream knows them, in the order of the calls.</summary>
    public List<(string Id, string UpstreamId)> Ids { get; } = [];

    public bool WroteReasoning { get; private set; }

    public void Write(in RequestBlock block)
    {
        switch (block.Type)
        {
            case "text" when !block.IsBlankText:
                _texts.Add(RequestParts.Text("", block.TextValue));
                break;
            case "compaction":
                RequestParts.AddAll(_texts, block.Children);
                break;
            case "thinking":
                FlushTexts();
                Think(block.Element);
                break;
            case "tool_use":
                FlushTexts();
                Call(block);
                break;
            case "server_tool_use":
                // What was thought before a search of the upstream's own led to something that is not shown again.
                FlushTexts();
                _reasoning.Clear();
                break;
            default:
                break;
        }
    }

    public void End() => FlushTexts();

    private void Think(JsonElement block)
    {
        if (account is null || ThinkingSignature.Read(block.Text("signature"), ResponsesFormat.Signer, account) is not { } payload)
            return;
        var text = block.Find("thinking");
        _reasoning.Add((payload, text is { ValueKind: JsonValueKind.String } known && !known.ValueEquals(""u8) ? known : null));
    }

    private void Call(in RequestBlock block)
    {
        var id = block.Element.Text("id") ?? "";
        if (_known.ContainsKey(id))
            return;
        FlushReasoning();
        Calls.Add(block);
        Ids.Add((id, _known[id] = ids.Take(id)));
        json.WriteStartObject();
        json.WriteString("type"u8, "function_call"u8);
        json.WriteString("call_id"u8, _known[id]);
        json.WriteString("name"u8, names.ForUpstream(block.Element.Text("name") ?? ""));
        CallArguments.Write(json, block.Element);
        json.WriteEndObject();
    }

    private void FlushTexts()
    {
        if (_texts.Count == 0)
            return;
        FlushReasoning();
        foreach (var text in _texts)
            WriteText(text);
        _texts.Clear();
    }

    // As a plain string: a list of parts would have to bear the id of an answer that was not stored.
    private void WriteText(RequestPart text)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, "assistant"u8);
        ChatContentWriter.WriteValue(json, "content", text);
        json.WriteEndObject();
    }

    // Without its id: nothing was stored, and the upstream would look for it.
    private void FlushReasoning()
    {
        foreach (var (payload, summary) in _reasoning)
        {
            WroteReasoning = true;
            json.WriteStartObject();
            json.WriteString("type"u8, "reasoning"u8);
            json.WriteStartArray("summary"u8);
            if (summary is { } text)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, "summary_text"u8);
                json.WritePropertyName("text"u8);
                text.WriteTo(json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("encrypted_content"u8, payload);
            json.WriteEndObject();
        }

        _reasoning.Clear();
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Writes the conversation as a list of items.</summary>
/// <param name="json">Where to.</param>
/// <param name="names">Names of tools that the upstream takes.</param>
/// <param name="account">Whose reasoning is shown again; null for nobody's.</param>
internal sealed class ResponsesInputWriter(Utf8JsonWriter json, ToolNames names, string? account)
{
    private readonly CallIds _ids = new();
    private CallResults _results = CallResults.None;

    public bool WroteReasoning { get; private set; }

    public void Write(in MessageRequest request)
    {
        json.WriteStartArray("input"u8);
        var messages = request.Messages;
        for (var i = 0; i < messages.Count; i++)
        {
            var blocks = RequestBlock.Content(messages[i], "content", $"messages.{i}");
            switch (messages[i].Text("role"))
            {
                case "assistant":
                    i = WriteTurn(messages, i);
                    break;
                case "system":
                    WriteMessage("developer"u8, SystemTexts.Of(blocks));
                    break;
                case "user":
                    WriteUser(blocks);
                    break;
                case var other:
                    throw new AnthropicErrorException(AnthropicError.InvalidRequest($"messages.{i}.role: Input should be 'user', 'assistant' or 'system', not '{other}'."));
            }
        }

        json.WriteEndArray();
    }

    private void WriteUser(IEnumerable<RequestBlock> blocks)
    {
        var parts = new List<RequestPart>();
        foreach (var block in blocks)
        {
            if (!_results.Has(block))
                ResponsesContent.Add(parts, block);
        }

        WriteMessage("user"u8, parts);
    }

    private void WriteMessage(ReadOnlySpan<byte> role, List<RequestPart> parts)
    {
        if (parts.Count == 0)
            return;
        json.WriteStartObject();
        json.WriteString("type"u8, "message"u8);
        json.WriteString("role"u8, role);
        ResponsesContent.Write(json, "content", parts);
        json.WriteEndObject();
    }

    /// <summary>Writes all of an assistant's messages that follow each other, and what their calls gave. Returns the last one's place.</summary>
    private int WriteTurn(IReadOnlyList<JsonElement> messages, int first)
    {
        var turn = new AssistantTurn(json, names, _ids, account);
        var last = first;
        for (var i = first; i < messages.Count && messages[i].Text("role") == "assistant"; i++)
        {
            last = i;
            foreach (var block in RequestBlock.Content(messages[i], "content", $"messages.{i}"))
                turn.Write(block);
        }

        turn.End();
        WroteReasoning |= turn.WroteReasoning;
        _results = CallResults.Find(messages, last, turn.Calls);
        for (var i = 0; i < turn.Ids.Count; i++)
            WriteResult(turn.Ids[i].UpstreamId, _results.Of(i));
        return last;
    }

    private void WriteResult(string id, RequestBlock? result)
    {
        var parts = new List<RequestPart>();
        if (result is not { } known)
            parts.Add(RequestParts.Text("[No result was recorded for this call.]"));
        else
            AddAll(parts, known);
        var prefix = ErrorPrefix(result, parts);
        json.WriteStartObject();
        json.WriteString("type"u8, "function_call_output"u8);
        json.WriteString("call_id"u8, id);
        if (parts.TrueForAll(part => part.Kind == RequestPartKind.Text))
        {
            ChatContentWriter.WriteText(json, parts, "\n", prefix, "output");
        }
        else
        {
            if (prefix.Length > 0)
                parts.Insert(0, RequestParts.Text(prefix.TrimEnd()));
            ResponsesContent.Write(json, "output", parts);
        }

        json.WriteEndObject();
    }

    private static void AddAll(List<RequestPart> parts, in RequestBlock result)
    {
        foreach (var block in result.Children)
            ResponsesContent.Add(parts, block);
    }

    // The Responses API has no mark for a failed call; the model must see it in the words.
    private static string ErrorPrefix(RequestBlock? result, List<RequestPart> parts)
    {
        if (result is not { } known || !known.Element.Is("is_error", true))
            return "";
        var text = parts.FirstOrDefault(part => part.Kind == RequestPartKind.Text) is var first && first.Value is { } value ? value.GetString()! : first.Prefix ?? "";
        return text.StartsWith("Error", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<tool_use_error>", StringComparison.Ordinal) ? "" : "Error: ";
    }
}

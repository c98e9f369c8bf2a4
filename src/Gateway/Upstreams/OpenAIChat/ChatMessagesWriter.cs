using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Writes the conversation.</summary>
internal sealed class ChatMessagesWriter(Utf8JsonWriter json, ChatModel model, ToolNames names, bool withImages)
{
    private readonly List<ChatPart> _media = [];
    private readonly CallIds _ids = new();
    private CallResults _results = CallResults.None;

    /// <summary>Whether an image was written.</summary>
    public bool ShowsImages { get; private set; }

    public void Write(in MessageRequest request)
    {
        json.WriteStartArray("messages"u8);
        WriteSystem(request.System);
        var messages = request.Messages;
        for (var i = 0; i < messages.Count; i++)
        {
            var blocks = RequestBlock.Content(messages[i], "content", $"messages.{i}");
            switch (messages[i].Text("role"))
            {
                case "assistant":
                    FlushMedia();
                    WriteAssistant(messages, i, blocks);
                    break;
                case "system":
                    FlushMedia();
                    WriteSystem(blocks);
                    break;
                case "user":
                    WriteUser(blocks);
                    break;
                case var other:
                    throw new AnthropicErrorException(AnthropicError.InvalidRequest($"messages.{i}.role: Input should be 'user', 'assistant' or 'system', not '{other}'."));
            }
        }

        FlushMedia();
        json.WriteEndArray();
    }

    private void WriteSystem(IEnumerable<RequestBlock> blocks)
    {
        var texts = SystemTexts.Of(blocks);
        if (texts.Count == 0)
            return;
        Open(model.Reasons ? "developer"u8 : "system"u8);
        ChatContentWriter.WriteText(json, texts, "\n\n");
        json.WriteEndObject();
    }

    private void WriteUser(IEnumerable<RequestBlock> blocks)
    {
        var parts = new List<ChatPart>(_media);
        _media.Clear();
        foreach (var block in blocks)
        {
            if (!_results.Has(block))
                ChatParts.Add(parts, block);
        }

        LookAtImages(parts);

        WriteUser(parts);
    }

    private void WriteUser(List<ChatPart> parts)
    {
        if (parts.Count == 0)
            return;
        Open("user"u8);
        ChatContentWriter.Write(json, parts);
        json.WriteEndObject();
    }

    private void LookAtImages(List<ChatPart> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Kind != ChatPartKind.Image)
                continue;
            ShowsImages |= withImages;
            if (!withImages)
                parts[i] = ChatParts.Text("[An image stood here. This model cannot see images.]");
        }
    }

    private void FlushMedia()
    {
        WriteUser(_media);
        _media.Clear();
    }

    private static ChatPart WithoutBilling(RequestBlock block) =>
        BillingHeader.Begins(block.Text) ? ChatParts.Text(BillingHeader.Rest(block.Text).ToString()) : ChatParts.Text("", block.TextValue);

    private void WriteAssistant(IReadOnlyList<JsonElement> messages, int index, IEnumerable<RequestBlock> blocks)
    {
        var all = blocks.ToList();
        var texts = AssistantText.Of(all);
        var calls = Calls(all);
        var ids = calls.ConvertAll(call => _ids.Take(call.Element.Text("id") ?? "", call.Path));
        Open("assistant"u8);
        if (texts.Count > 0 || calls.Count == 0)
            ChatContentWriter.WriteText(json, texts, "\n\n");
        else
            json.WriteNull("content"u8);
        if (calls.Count > 0)
            WriteCalls(calls, ids);
        json.WriteEndObject();
        _results = CallResults.Find(messages, index, calls);
        for (var i = 0; i < calls.Count; i++)
            WriteResult(ids[i], _results.Of(i));
    }

    // A history may hold the very same call twice, which is one call; different ones may share an id.
    private static List<RequestBlock> Calls(List<RequestBlock> blocks)
    {
        var calls = blocks.FindAll(block => block.Type == "tool_use");
        return calls.DistinctBy(call => call.Element.Text("id")).Count() == calls.Count ? calls : [.. calls.DistinctBy(call => call.Element.GetRawText())];
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

    private void WriteResult(string call, RequestBlock? result)
    {
        var parts = new List<ChatPart>();
        if (result is { } known)
            ChatParts.AddAll(parts, known.Children);
        else
            parts.Add(ChatParts.Text("[No result was recorded for this call.]"));
        LookAtImages(parts);
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Kind == ChatPartKind.Text)
                continue;
            var label = $"[{(parts[i].Kind == ChatPartKind.Image ? "image" : "file")} {i + 1} of call {call}]";
            _media.Add(ChatParts.Text(label));
            _media.Add(parts[i]);
            parts[i] = ChatParts.Text($"{label} follows below.");
        }

        Open("tool"u8);
        json.WriteString("tool_call_id"u8, call);
        ChatContentWriter.WriteText(json, parts, "\n", ErrorPrefix(result, parts));
        json.WriteEndObject();
    }

    // Chat Completions has no mark for a failed call; the model must see it in the words.
    private static string ErrorPrefix(RequestBlock? result, List<ChatPart> parts)
    {
        if (result is not { } known || !known.Element.Is("is_error", true))
            return "";
        var text = parts.Count > 0 ? parts[0].Value?.GetString() ?? parts[0].Prefix : "";
        return text.StartsWith("Error", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<tool_use_error>", StringComparison.Ordinal) ? "" : "Error: ";
    }

    private void Open(ReadOnlySpan<byte> role)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Writes the conversation.</summary>
internal sealed class ChatMessagesWriter(Utf8JsonWriter json, ChatTarget target, ToolNames names)
{
    private readonly ChatQuirks _quirks = target.Quirks;
    private readonly ChatAssistantWriter _assistant = new(json, target, names);
    private readonly ChatResultWriter _result = new(json, target.Quirks);
    private readonly CallIds _ids = new(target.Quirks);

    /// <summary>What the user's next message begins with.</summary>
    private readonly List<RequestPart> _user = [];
    private CallResults _results = CallResults.None;
    private bool _began;
    private bool _endsInPrefill;

    /// <summary>Whether an image was written.</summary>
    public bool ShowsImages { get; private set; }

    public void Write(in MessageRequest request)
    {
        json.WriteStartArray("messages"u8);
        WriteSystem(SystemTexts.Of(request.System));
        var messages = request.Messages;
        for (var i = 0; i < messages.Count; i++)
        {
            var blocks = RequestBlock.Content(messages[i], "content", $"messages.{i}");
            switch (messages[i].Text("role"))
            {
                case "assistant":
                    FlushUser();
                    WriteAssistant(messages, i, blocks.ToList());
                    break;
                case "system":
                    TakeSystem(SystemTexts.Of(blocks));
                    break;
                case "user":
                    TakeUser(blocks);
                    break;
                case var other:
                    throw new AnthropicErrorException(AnthropicError.InvalidRequest($"messages.{i}.role: Input should be 'user', 'assistant' or 'system', not '{other}'."));
            }
        }

        FlushUser();
        if (_endsInPrefill && _quirks.Prefill == Prefill.Refused)
            WriteMessage("user"u8, [RequestParts.Text("Continue from where you stopped.")]);
        json.WriteEndArray();
    }

    private void TakeSystem(List<RequestPart> texts)
    {
        if (!_quirks.OneSystem || !(_began || _user.Count > 0))
        {
            FlushUser();
            WriteSystem(texts);
        }
        else if (texts.Count > 0)
        {
            _user.AddRange([RequestParts.Text("<system-reminder>"), .. texts, RequestParts.Text("</system-reminder>")]);
        }
    }

    private void WriteSystem(List<RequestPart> texts) => WriteMessage(_quirks.Developer ? "developer"u8 : "system"u8, texts);

    private void TakeUser(IEnumerable<RequestBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (!_results.Has(block))
                RequestParts.Add(_user, block);
        }

        // What follows may have to join it.
        if (!_quirks.OneSystem)
            FlushUser();
    }

    private void FlushUser()
    {
        ShowsImages |= Sight.Limit(_user, _quirks);
        WriteMessage("user"u8, _user);
        _user.Clear();
    }

    private void WriteMessage(ReadOnlySpan<byte> role, List<RequestPart> parts)
    {
        if (parts.Count == 0)
            return;
        _began = true;
        _endsInPrefill = false;
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        ChatContentWriter.Write(json, parts, _quirks.Cache);
        json.WriteEndObject();
    }

    private void WriteAssistant(IReadOnlyList<JsonElement> messages, int index, List<RequestBlock> blocks)
    {
        var calls = Calls(blocks);
        var ids = calls.ConvertAll(call => _ids.Take(call.Element.Text("id") ?? "", call.Path));
        _began = true;
        _endsInPrefill = calls.Count == 0;
        _assistant.Write(blocks, calls, ids, isPrefill: _endsInPrefill && index == messages.Count - 1);
        _results = CallResults.Find(messages, index, calls);
        for (var i = 0; i < calls.Count; i++)
            _result.Write(ids[i], _results.Of(i), _user);
    }

    // A history may hold the very same call twice, which is one call; different ones may share an id.
    private static List<RequestBlock> Calls(List<RequestBlock> blocks)
    {
        var calls = blocks.FindAll(block => block.Type == "tool_use");
        return calls.DistinctBy(call => call.Element.Text("id")).Count() == calls.Count ? calls : [.. calls.DistinctBy(call => call.Element.GetRawText())];
    }
}

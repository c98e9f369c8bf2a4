using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>
/// Writes the conversation: user and model in turns, the user first and last, and behind a model's calls all their results at once.
/// </summary>
internal sealed class GeminiContentsWriter(Utf8JsonWriter json, GeminiDialect dialect)
{
    private readonly GeminiContent _content = new(json);
    private CallResults _results = CallResults.None;

    public void Write(in MessageRequest request)
    {
        json.WriteStartArray("contents"u8);
        var messages = request.Messages;
        for (var i = 0; i < messages.Count; i++)
        {
            switch (messages[i].Text("role"))
            {
                case "assistant":
                    var first = i;
                    while (i + 1 < messages.Count && messages[i + 1].Text("role") == "assistant")
                        i++;
                    WriteModel(messages, first, i);
                    break;
                case "user":
                    WriteUser(Blocks(messages, i));
                    break;
                case "system":
                    WriteSystem(Blocks(messages, i));
                    break;
                case var other:
                    throw new AnthropicErrorException(AnthropicError.InvalidRequest($"messages.{i}.role: Input should be 'user', 'assistant' or 'system', not '{other}'."));
            }
        }

        _content.End();
        json.WriteEndArray();
    }

    private static IEnumerable<RequestBlock> Blocks(IReadOnlyList<JsonElement> messages, int index) =>
        RequestBlock.Content(messages[index], "content", $"messages.{index}");

    private void WriteUser(IEnumerable<RequestBlock> blocks)
    {
        var parts = new List<RequestPart>();
        foreach (var block in blocks)
        {
            if (!_results.Has(block))
                GeminiParts.Add(parts, block);
        }

        foreach (var part in parts)
            _content.Add("user", part);
    }

    // Gemini has no system in the middle of a conversation; what stands here must not move, or nothing behind it is found in its cache.
    private void WriteSystem(IEnumerable<RequestBlock> blocks)
    {
        var texts = SystemTexts.Of(blocks);
        if (texts.Count == 0)
            return;
        _content.Open("user");
        json.WriteStartObject();
        GeminiText.Write(json, "text", texts, "\n\n", "<system-reminder>\n", "\n</system-reminder>");
        json.WriteEndObject();
    }

    private void WriteModel(IReadOnlyList<JsonElement> messages, int first, int last)
    {
        var blocks = Enumerable.Range(first, last - first + 1).SelectMany(i => Blocks(messages, i)).ToList();
        var calls = blocks.FindAll(block => block.Type == "tool_use").DistinctBy(call => call.Element.Text("id")).ToList();
        var signed = new GeminiModelTurn(dialect, blocks);
        foreach (var block in blocks)
        {
            if (block.Type == "tool_use")
                WriteCall(block, calls, signed);
            else
                WriteOther(block, signed);
        }

        _results = CallResults.Find(messages, last, calls);
        for (var i = 0; i < calls.Count; i++)
        {
            _content.Open("user");
            GeminiResultWriter.Write(json, calls[i], _results.Of(i), dialect);
        }
    }

    private void WriteOther(in RequestBlock block, GeminiModelTurn signed)
    {
        if (block.Type == "thinking")
        {
            if (signed.Of(block) is { } thought)
                WriteThought(block, thought);
            return;
        }

        var parts = new List<RequestPart>();
        GeminiParts.Add(parts, block);
        foreach (var part in parts)
            _content.Add("model", part, signed.Of(block));
    }

    private void WriteThought(in RequestBlock block, string signature)
    {
        _content.Open("model");
        json.WriteStartObject();
        json.WriteString("text"u8, block.Element.Text("thinking"));
        json.WriteBoolean("thought"u8, true);
        json.WriteString("thoughtSignature"u8, signature);
        json.WriteEndObject();
    }

    private void WriteCall(in RequestBlock block, List<RequestBlock> calls, GeminiModelTurn signed)
    {
        var path = block.Path;
        var place = calls.FindIndex(call => call.Path == path);
        if (place < 0)
            return;
        _content.Open("model");
        json.WriteStartObject();
        json.WriteStartObject("functionCall"u8);
        var id = block.Element.Text("id") ?? "";
        if (GeminiCallIds.ForUpstream(id) is { } known)
            json.WriteString("id"u8, known);
        json.WriteString("name"u8, dialect.Names.ForUpstream(block.Element.Text("name") ?? ""));
        json.WritePropertyName("args"u8);
        if (block.Element.Find("input") is { ValueKind: JsonValueKind.Object } input)
            input.WriteTo(json);
        else
            json.WriteRawValue("{}"u8, skipInputValidation: true);
        json.WriteEndObject();
        if (signed.OfCall(id, isFirst: place == 0) is { } signature)
            json.WriteString("thoughtSignature"u8, signature);
        json.WriteEndObject();
    }
}

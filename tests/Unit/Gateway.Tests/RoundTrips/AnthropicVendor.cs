using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>Anthropic, which must get back every block as it sent it.</summary>
internal sealed class AnthropicVendor() : Vendor(ApiFormat.AnthropicMessages, "claude-upstream")
{
    private const string Usage = """{"input_tokens":15,"cache_creation_input_tokens":5,"cache_read_input_tokens":10,"output_tokens":7}""";
    private readonly List<string> _issued = [];

    public override string Answer(Turn turn, int number, bool isStreamed)
    {
        var blocks = new List<(string Start, string Deltas, string Whole)>();
        if (turn.Thought is { } thought)
        {
            _issued.Add(Signature(number));
            blocks.Add((
                """{"type":"thinking","thinking":"","signature":""}""",
                $$"""[{"type":"thinking_delta","thinking":{{Quote(thought)}}},{"type":"signature_delta","signature":"{{Signature(number)}}"}]""",
                $$"""{"type":"thinking","thinking":{{Quote(thought)}},"signature":"{{Signature(number)}}"}"""));
        }

        if (turn.Text is { } text)
            blocks.Add(("""{"type":"text","text":""}""", $$"""[{"type":"text_delta","text":{{Quote(text)}}}]""", $$"""{"type":"text","text":{{Quote(text)}}}"""));
        blocks.AddRange(turn.Calls.Select(call => (Call(call, "{}"), $$"""[{"type":"input_json_delta","partial_json":{{Quote(call.Input)}}}]""", Call(call, call.Input))));
        if (!isStreamed)
            return Message(string.Join(',', blocks.Select(block => block.Whole)), turn.Stop);

        string[] events =
        [
            $$"""{"type":"message_start","message":{{Message("", null)}}}""",
            .. blocks.SelectMany((block, i) => (string[])[
                $$"""{"type":"content_block_start","index":{{i}},"content_block":{{block.Start}}}""",
                .. JsonDocument.Parse(block.Deltas).RootElement.EnumerateArray().Select(delta => $$"""{"type":"content_block_delta","index":{{i}},"delta":{{delta.GetRawText()}}}"""),
                $$"""{"type":"content_block_stop","index":{{i}}}"""]),
            $$"""{"type":"message_delta","delta":{"stop_reason":"{{turn.Stop}}","stop_sequence":null},"usage":{{Usage}}}""",
            """{"type":"message_stop"}""",
        ];
        return string.Concat(events.Select(happened => $"event: {JsonDocument.Parse(happened).RootElement.GetProperty("type").GetString()}\ndata: {happened}\n\n"));
    }

    public override string? Breach(JsonElement request)
    {
        var pairs = new CallPairs();
        var signatures = new List<string?>();
        foreach (var message in request.GetProperty("messages").EnumerateArray())
        {
            foreach (var block in message.GetProperty("content").EnumerateArray())
            {
                switch (block.GetProperty("type").GetString())
                {
                    case "tool_use":
                        pairs.Call(block.GetProperty("id").GetString()!);
                        break;
                    case "tool_result":
                        pairs.Result(block.GetProperty("tool_use_id").GetString()!);
                        break;
                    case "thinking":
                        signatures.Add(block.GetProperty("signature").GetString());
                        break;
                    default:
                        pairs.Other();
                        break;
                }
            }
        }

        pairs.Other();
        return pairs.Breach ?? (signatures.SequenceEqual(_issued) ? null : "the thinking is not what was sent");
    }

    public override void CheckLast(JsonElement request)
    {
        var results = request.GetProperty("messages").EnumerateArray().SelectMany(message => message.GetProperty("content").EnumerateArray())
            .Where(block => block.GetProperty("type").GetString() == "tool_result").ToList();
        Assert.True(results[0].GetProperty("is_error").GetBoolean());
        Assert.Equal("image", results[1].GetProperty("content")[0].GetProperty("type").GetString());
        Assert.Equal("document", results[2].GetProperty("content")[1].GetProperty("type").GetString());
    }

    private static string Call(TurnCall call, string input) => $$$"""{"type":"tool_use","id":"{{{call.Id}}}","name":"{{{call.Name}}}","input":{{{input}}},"caller":{"type":"direct"}}""";

    private static string Message(string content, string? stop) =>
        $$"""{"id":"msg_1","type":"message","role":"assistant","model":"claude-upstream","content":[{{content}}],"stop_reason":{{Quote(stop)}},"stop_sequence":null,"usage":{{Usage}}}""";
}

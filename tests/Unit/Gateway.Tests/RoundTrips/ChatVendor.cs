using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>A server of Chat Completions.</summary>
internal sealed class ChatVendor(string model) : Vendor(ApiFormat.OpenAIChat, model)
{
    private const string Usage = """{"prompt_tokens":30,"completion_tokens":7,"total_tokens":37}""";

    public override string Answer(Turn turn, int number, bool isStreamed)
    {
        var calls = turn.Calls.Select((call, i) =>
            $$$"""{"index":{{{i}}},"id":"{{{call.Id}}}","type":"function","function":{"name":"{{{call.Name}}}","arguments":{{{Quote(call.Input)}}}}}""").ToList();
        var finish = turn.Calls.Length > 0 ? "tool_calls" : "stop";
        if (!isStreamed)
        {
            return $$$"""
                {"id":"c","choices":[{"index":0,"finish_reason":"{{{finish}}}","message":{"role":"assistant","content":{{{Quote(turn.Text)}}},
                 "reasoning_content":{{{Quote(turn.Thought)}}},"tool_calls":[{{{string.Join(',', calls)}}}]}}],"usage":{{{Usage}}}}
                """;
        }

        string[] chunks =
        [
            Bodies.Delta($"\"role\":\"assistant\",\"reasoning_content\":{Quote(turn.Thought)}"),
            Bodies.Delta($"\"content\":{Quote(turn.Text)}"),
            .. calls.Select(call => Bodies.Delta($"\"tool_calls\":[{call}]")),
            $$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{finish}}"}]}""",
            $$"""{"choices":[],"usage":{{Usage}}}""",
            Bodies.Done,
        ];
        return string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n"));
    }

    public override string? Breach(JsonElement request)
    {
        var pairs = new CallPairs();
        foreach (var message in request.GetProperty("messages").EnumerateArray())
        {
            if (message.GetProperty("role").GetString() == "tool")
            {
                pairs.Result(message.GetProperty("tool_call_id").GetString()!);
                continue;
            }

            pairs.Other();
            if (!message.TryGetProperty("tool_calls", out var calls))
                continue;
            foreach (var call in calls.EnumerateArray())
            {
                pairs.Call(call.GetProperty("id").GetString()!);
                if (JsonDocument.Parse(call.GetProperty("function").GetProperty("arguments").GetString()!).RootElement.ValueKind != JsonValueKind.Object)
                    return "a call's arguments are no object";
            }
        }

        pairs.Other();
        return pairs.Breach;
    }

    public override void CheckLast(JsonElement request)
    {
        var messages = request.GetProperty("messages").EnumerateArray().ToList();
        var results = messages.Where(message => message.TryGetProperty("tool_call_id", out _)).ToList();
        Assert.Equal(["c1", "c2", "c3", "c4", "c5"], results.Select(result => result.GetProperty("tool_call_id").GetString()));
        Assert.Equal("Error: no such command", results[1].GetProperty("content").GetString());
        var parts = messages.Where(message => message.GetProperty("content").ValueKind == JsonValueKind.Array).SelectMany(message => message.GetProperty("content").EnumerateArray()).ToList();
        Assert.Contains(parts, part => part.TryGetProperty("image_url", out var image) && image.GetProperty("url").GetString() == "data:image/png;base64,iVBORw0KGgo=");
        Assert.Contains(parts, part => part.TryGetProperty("file", out var file) && file.GetProperty("file_data").GetString() == "data:application/pdf;base64,JVBERi0=");
    }
}

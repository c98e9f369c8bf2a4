using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>Requests and chunks that many tests need.</summary>
internal static class Bodies
{
    public const string Ask = """{"model":"claude-sonnet-5","max_tokens":100,"messages":[{"role":"user","content":"Hi"}]}""";
    public const string AskStream = """{"model":"claude-sonnet-5","max_tokens":100,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""";
    public const string Stop = """{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";
    public const string CallsStop = """{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""";
    public const string Usage = """{"choices":[],"usage":{"prompt_tokens":30,"completion_tokens":7,"total_tokens":37,"prompt_tokens_details":{"cached_tokens":10}}}""";
    public const string Done = "[DONE]";

    public static string Ask2(string rest) => $$"""{"model":"claude-sonnet-5","max_tokens":100,{{rest}}}""";

    public static string Delta(string delta) => $$"""{"id":"c1","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":null}]}""";

    public static string Text(string text) => Delta($"\"content\":{JsonSerializer.Serialize(text)}");

    public static string AllText(IEnumerable<SseItem> items) => Joined(items, "text");

    /// <summary>Every value of one property of the deltas, joined.</summary>
    public static string Joined(IEnumerable<SseItem> items, string property) => string.Concat(items
        .Where(item => item.Name == "content_block_delta" && item.Data.GetProperty("delta").TryGetProperty(property, out _))
        .Select(item => item.Data.GetProperty("delta").GetProperty(property).GetString()));

    /// <summary>The tool calls of a stream: name and input.</summary>
    public static List<(string Name, string Input)> Calls(IReadOnlyCollection<SseItem> items) =>
    [
        .. items.Where(item => item.Name == "content_block_start" && item.Data.GetProperty("content_block").GetProperty("type").GetString() == "tool_use")
            .Select(start => (start.Data.GetProperty("content_block").GetProperty("name").GetString()!, Joined(
                items.Where(item => item.Name == "content_block_delta" && item.Data.GetProperty("index").GetInt32() == start.Data.GetProperty("index").GetInt32()), "partial_json"))),
    ];

    public static string? StopReason(IEnumerable<SseItem> items) =>
        items.Single(item => item.Name == "message_delta").Data.GetProperty("delta").GetProperty("stop_reason").GetString();
}

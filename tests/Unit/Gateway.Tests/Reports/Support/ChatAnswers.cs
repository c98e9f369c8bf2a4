using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports.Support;

/// <summary>What a client gets of a Chat upstream's answer.</summary>
internal static class ChatAnswers
{
    public static async Task<List<SseItem>> StreamAsync(params string[] chunks)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(chunks);
        return SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
    }

    /// <summary>Lets the client see the first chunks before the upstream goes on, so that its answer has begun.</summary>
    public static async Task<string> StreamInTwoPartsAsync(TestGateway gateway, string[] first, params string[] rest)
    {
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(Frames(first));
            await context.Response.Body.FlushAsync();
            await gateway.FirstByteSeen.Task;
            await context.Response.Body.WriteAsync(Frames(rest));
        };
        return await gateway.ReadSlowlyAsync(Bodies.AskStream);
    }

    public static byte[] Frames(params string[] chunks) => Encoding.UTF8.GetBytes(string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n")));

    /// <summary>The upstream's document as one message of Anthropic's.</summary>
    public static async Task<JsonElement> MessageAsync(string document, string type = "application/json")
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json(document, type: type);
        using var response = await gateway.PostAsync(Bodies.Ask);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>A document that says <c>content</c>, with more members of the choice's message and of the answer.</summary>
    public static string Document(string message, string finish = "stop", string rest = "") =>
        $$"""{"choices":[{"index":0,"message":{"role":"assistant",{{message}}},"finish_reason":"{{finish}}"}]{{rest}}}""";

    public static string Call(int index, string? id, string? name, string? arguments) =>
        Bodies.Delta($$$"""
            "tool_calls":[{"index":{{{index}}},"id":{{{Json(id)}}},"type":"function","function":{"name":{{{Json(name)}}},"arguments":{{{Json(arguments)}}}}}]
            """);

    public static string Think(string text) => Bodies.Delta($"\"content\":null,\"reasoning_content\":{Json(text)}");

    /// <summary>The blocks in their order: kind, a tool's name, and all that their deltas say.</summary>
    public static List<string> Blocks(IEnumerable<SseItem> items)
    {
        var blocks = new List<string>();
        foreach (var item in items)
        {
            if (item.Name == "content_block_start")
            {
                var block = item.Data.GetProperty("content_block");
                var name = block.TryGetProperty("name", out var found) ? $" {found.GetString()}" : "";
                blocks.Add($"{block.GetProperty("type").GetString()}{name}: ");
            }
            else if (item.Name == "content_block_delta" && item.Data.GetProperty("delta") is var delta && delta.GetProperty("type").GetString() != "signature_delta")
            {
                blocks[item.Data.GetProperty("index").GetInt32()] += delta.EnumerateObject().Single(member => member.Name != "type").Value.GetString();
            }
        }

        return blocks;
    }

    public static JsonElement FinalUsage(IEnumerable<SseItem> items) => items.Single(item => item.Name == "message_delta").Data.GetProperty("usage");

    public static JsonElement FirstUsage(IEnumerable<SseItem> items) =>
        items.Single(item => item.Name == "message_start").Data.GetProperty("message").GetProperty("usage");

    /// <summary>Input, cache read, cache written and output, each of which has to be a number.</summary>
    public static (long Input, long Read, long Written, long Output) Figures(JsonElement usage) => (
        usage.GetProperty("input_tokens").GetInt64(),
        usage.GetProperty("cache_read_input_tokens").GetInt64(),
        usage.GetProperty("cache_creation_input_tokens").GetInt64(),
        usage.GetProperty("output_tokens").GetInt64());

    public static string UsageChunk(string usage) => $$"""{"choices":[],"usage":{{usage}}}""";

    private static string Json(string? text) => text is null ? "null" : JsonSerializer.Serialize(text);
}

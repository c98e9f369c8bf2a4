using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Models.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>What Anthropic's own client library makes of our answers, with its validation on.</summary>
public sealed class AnthropicClientTests
{
    [Fact]
    public async Task It_reads_a_message()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"message":{"reasoning":"Hm","content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}""");
        var message = await Client(gateway).Messages.Create(Ask(), TestContext.Current.CancellationToken);
        message.Validate();
        Assert.Equal("Hello", Text(message));
        Assert.Equal("end_turn", message.StopReason?.Raw());
        Assert.Equal((3L, 4L), (message.Usage.InputTokens, message.Usage.OutputTokens));
    }

    [Fact]
    public async Task It_reads_a_stream_with_reasoning_text_and_two_calls()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(
            Bodies.Delta("\"reasoning_content\":\"Hm\""),
            Bodies.Text("Hel"),
            Bodies.Text("lo"),
            Bodies.Delta("""  "tool_calls":[{"index":0,"id":"a","function":{"name":"look","arguments":"{\"n\""}},{"index":1,"id":"b","function":{"name":"run","arguments":""}}]"""),
            Bodies.Delta("""  "tool_calls":[{"index":0,"function":{"arguments":":1}"}}]"""),
            Bodies.CallsStop,
            Bodies.Usage,
            Bodies.Done);
        var events = new List<RawMessageStreamEvent>();
        await foreach (var happened in Client(gateway).Messages.CreateStreaming(Ask(), TestContext.Current.CancellationToken))
        {
            happened.Validate();
            events.Add(happened);
        }

        var message = await AsAsync(events).Aggregate();
        Assert.Equal("Hello", Text(message));
        var calls = message.Content.Select(block => block.TryPickToolUse(out var call) ? call : null).OfType<ToolUseBlock>().ToList();
        Assert.Equal(["a:look", "b:run"], calls.Select(call => $"{call.ID}:{call.Name}"));
        Assert.Equal(1, calls[0].Input["n"].GetInt32());
        Assert.Empty(calls[1].Input);
        Assert.Equal("tool_use", message.StopReason?.Raw());
        Assert.Equal(7, message.Usage.OutputTokens);
    }

    [Fact]
    public async Task It_sends_a_tools_result_that_the_upstream_understands()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"Sunny"},"finish_reason":"stop"}]}""");
        var ask = Ask() with
        {
            Tools = [new Tool { Name = "weather", Description = "The weather", InputSchema = new InputSchema() }],
            Messages =
            [
                new UserMessageParam("Weather?"),
                new AssistantMessageParam(new List<ContentBlockParam> { new ToolUseBlockParam { ID = "t1", Name = "weather", Input = new Dictionary<string, JsonElement>() } }),
                new UserMessageParam(new List<ContentBlockParam> { new ToolResultBlockParam { ToolUseID = "t1", Content = "25 degrees" } }),
            ],
        };
        Assert.Equal("Sunny", Text(await Client(gateway).Messages.Create(ask, TestContext.Current.CancellationToken)));
        var messages = gateway.Upstream.Only.Json.GetProperty("messages");
        Assert.Equal("25 degrees", messages[2].GetProperty("content").GetString());
        Assert.Equal("t1", messages[2].GetProperty("tool_call_id").GetString());
    }

    [Fact]
    public async Task It_tells_an_error_by_its_kind()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"error":{"message":"slow down"}}""", 429);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => Client(gateway).Messages.Create(Ask(), TestContext.Current.CancellationToken));
        Assert.Contains("RateLimit", failure.GetType().Name, StringComparison.Ordinal);
        Assert.Contains("slow down", failure.Message, StringComparison.Ordinal);
    }

    private static AnthropicClient Client(TestGateway gateway) =>
        new() { BaseUrl = gateway.Server.BaseUri.AbsoluteUri, AuthToken = gateway.Token, ApiKey = null, MaxRetries = 0, ResponseValidation = true, HttpClient = gateway.Client };

    private static MessageCreateParams Ask() => new() { Model = "claude-sonnet-5", MaxTokens = 100, Messages = [new UserMessageParam("Hi")] };

    private static string Text(Message message) => string.Concat(message.Content.Select(block => block.TryPickText(out var text) ? text.Text : ""));

    private static async IAsyncEnumerable<RawMessageStreamEvent> AsAsync(List<RawMessageStreamEvent> events)
    {
        await Task.CompletedTask;
        foreach (var happened in events)
            yield return happened;
    }
}

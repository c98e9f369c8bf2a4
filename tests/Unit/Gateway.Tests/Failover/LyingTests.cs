using System;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>Upstreams that say 200 and have not answered.</summary>
public sealed class LyingTests
{
    private const string Start = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n";
    private const string Ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n";
    private const string End = "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":0}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    private const string Overloaded = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n";

    [Theory]
    [InlineData("text/html", "<html><title>Sign in</title></html>")]
    [InlineData("application/json", """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""")]
    [InlineData("application/json", """{"error":{"message":"quota","code":429}}""")]
    [InlineData("application/json", """{"error":"no"}""")]
    [InlineData("application/json", """{"type":"message","content":[],"stop_reason":"end_turn","usage":{"output_tokens":0}}""")]
    [InlineData("application/json", "")]
    [InlineData("text/event-stream", "")]
    [InlineData("text/event-stream", "<html><title>Sign in</title></html>")]
    [InlineData("text/event-stream", """{"error":{"message":"no"}}""")]
    [InlineData("text/event-stream", Overloaded)]
    [InlineData("text/event-stream", Ping + Overloaded)]
    [InlineData("text/event-stream", Start + Ping + Overloaded)]
    [InlineData("text/event-stream", "data: {\"error\":{\"message\":\"no credits\",\"code\":402}}\n\n")]
    [InlineData("text/event-stream", Start)]
    [InlineData("text/event-stream", Start + Ping)]
    [InlineData("text/event-stream", Start + End)]
    [InlineData("text/event-stream", ": comment\n\n" + Ping)]
    public async Task A_lie_of_an_Anthropic_upstream_is_a_failure(string type, string body)
    {
        await using var providers = await Providers.StartAsync();
        Lie(providers, type, body);
        var answered = await providers.AskAsync(type == "text/event-stream" ? Bodies.AskStream : Bodies.Ask);
        Assert.Equal((200, "second"), (answered.Status, answered.Provider));
        Assert.Equal(type == "text/event-stream" ? Providers.Stream.Replace("\"model\":\"m\"", "\"model\":\"claude-sonnet-5\"", StringComparison.Ordinal) : Providers.Message.Replace("\"model\":\"m\"", "\"model\":\"claude-sonnet-5\"", StringComparison.Ordinal), answered.Text);
    }

    [Theory]
    [InlineData("text/html", "<html><title>Sign in</title></html>")]
    [InlineData("text/event-stream", "")]
    [InlineData("text/event-stream", "data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\n\n")]
    [InlineData("text/event-stream", "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}]}\n\n")]
    [InlineData("text/event-stream", "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")]
    [InlineData("application/json", """{"error":{"message":"no"}}""")]
    [InlineData("application/json", """{"choices":[{"message":{"content":""},"finish_reason":"stop"}]}""")]
    public async Task A_lie_of_a_translated_upstream_is_a_failure(string type, string body)
    {
        await using var providers = await Providers.StartAsync(ApiFormat.OpenAIChat);
        Lie(providers, type, body);
        foreach (var ask in (string[])[Bodies.Ask, Bodies.AskStream])
        {
            var answered = await providers.AskAsync(ask);
            Assert.Equal((200, "second"), (answered.Status, answered.Provider));
            Assert.Contains("Hello", answered.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ApiFormat.AnthropicMessages, Start + End)]
    [InlineData(ApiFormat.OpenAIChat, "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")]
    public async Task A_model_may_say_nothing_where_nobody_else_can_be_asked(ApiFormat format, string body)
    {
        await using var providers = await Providers.StartAsync(format);
        providers.Gateway.Change(store => store.With(store.Find("test")! with { Fallback = [] }));
        Lie(providers, "text/event-stream", body);
        var answered = await providers.AskAsync(Bodies.AskStream);
        Assert.Equal((200, "1"), (answered.Status, answered.Tries));
        Assert.Contains("message_stop", answered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_event_of_an_error_is_told_with_its_status_and_its_own_words()
    {
        await using var providers = await Providers.StartAsync();
        providers.Gateway.Change(store => store.With(store.Find("test")! with { Fallback = [] }));
        Lie(providers, "text/event-stream", Start + Overloaded);
        var answered = await providers.AskAsync(Bodies.AskStream);
        Assert.Equal((529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"""), (answered.Status, answered.Text));
    }

    [Fact]
    public async Task What_fails_after_its_first_words_is_told_in_the_stream_and_nobody_else_is_asked()
    {
        await using var providers = await Providers.StartAsync();
        var words = Start + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n" + Overloaded;
        Lie(providers, "text/event-stream", words);
        var answered = await providers.AskAsync(Bodies.AskStream);
        Assert.Equal((200, "test", "1"), (answered.Status, answered.Provider, answered.Tries));
        Assert.EndsWith(Overloaded, answered.Text, StringComparison.Ordinal);
        Assert.Empty(providers.Second.Requests);
    }

    private static void Lie(Providers providers, string type, string body) => providers.First.Answer = async context =>
    {
        context.Response.ContentType = type;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
    };
}

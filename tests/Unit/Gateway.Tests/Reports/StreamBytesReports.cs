using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

/// <summary>Bytes that other gateways broke, and answers in another wrapping than was asked for.</summary>
public sealed class StreamBytesReports
{
    private const string Words = "Grüße, 世界 🌍 — naïve";

    [Fact]
    public void REG_017_a_cut_inside_a_character_changes_nothing()
    {
        var bytes = Encoding.UTF8.GetBytes($"event: {Words}\ndata: {Words}\n\n");
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var seen = new Seen();
            using var parser = new SseParser(seen);
            parser.Feed(bytes.AsSpan(0, cut));
            parser.Feed(bytes.AsSpan(cut));
            Assert.Equal([(Words, Words)], seen.Events);
        }
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.AnthropicMessages)]
    public async Task REG_017_a_stream_that_comes_byte_by_byte_reaches_the_client_unharmed(ApiFormat format)
    {
        await using var gateway = await TestGateway.StartAsync(format, "claude-sonnet-5");
        var stream = format == ApiFormat.OpenAIChat ? Encoding.UTF8.GetString(ChatAnswers.Frames(RawText(Words), Bodies.Stop, Bodies.Done)) : AnthropicAnswers.Stream(Words);
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            foreach (var b in Encoding.UTF8.GetBytes(stream))
            {
                await context.Response.Body.WriteAsync(new[] { b });
                await context.Response.Body.FlushAsync();
            }
        };
        var answer = await gateway.StreamAsync(Bodies.AskStream);
        Assert.Equal(Words, Bodies.AllText(SseGrammar.Check(answer)));
        if (format == ApiFormat.AnthropicMessages)
            Assert.Equal(stream, answer);
    }

    [Theory]
    [InlineData("application/json", "")]
    [InlineData("text/plain", ": hello\n\n")]
    [InlineData("text/event-stream", "\r\n\r\n")]
    [InlineData("application/octet-stream", "\uFEFF")]
    [InlineData("", "event: message\n")]
    public async Task REG_029_events_under_any_content_type_are_gathered_for_who_wants_one_message(string type, string before)
    {
        var events = before + Encoding.UTF8.GetString(ChatAnswers.Frames(
            ChatAnswers.Think("Hm"),
            Bodies.Text("Hel"),
            Bodies.Text("lo"),
            ChatAnswers.Call(0, "a", "look", "{\"n\":"),
            ChatAnswers.Call(0, null, null, "1.0}"),
            Bodies.CallsStop,
            Bodies.Usage,
            Bodies.Done));
        var message = await ChatAnswers.MessageAsync(events, type);
        var content = message.GetProperty("content");
        Assert.Equal(["thinking", "text", "tool_use"], content.EnumerateArray().Select(block => block.GetProperty("type").GetString()));
        Assert.Equal("Hello", content[1].GetProperty("text").GetString());
        Assert.Equal("{\"n\":1.0}", content[2].GetProperty("input").GetRawText());
        Assert.Equal((20, 10, 0, 7), ChatAnswers.Figures(message.GetProperty("usage")));
    }

    private static string RawText(string text) => Bodies.Delta($"\"content\":\"{text}\"");

    private sealed class Seen : ISseHandler
    {
        public List<(string Name, string Data)> Events { get; } = [];

        public void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) => Events.Add((Encoding.UTF8.GetString(name), Encoding.UTF8.GetString(data)));
    }
}

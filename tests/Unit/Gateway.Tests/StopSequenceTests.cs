using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.OpenAIResponses;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>Stop sequences where the upstream has no parameter for them.</summary>
public sealed class StopSequenceTests
{
    [Theory]
    [InlineData("Hello STOP more", "STOP", "Hello ", "STOP")]
    [InlineData("Hello STO more", "STOP", "Hello STO more", null)]
    [InlineData("ends in STO", "STOP", "ends in STO", null)]
    [InlineData("STOP", "STOP", "", "STOP")]
    [InlineData("abcX", "abcX|bc", "a", "bc")]
    [InlineData("abc", "ab|abc", "", "ab")]
    [InlineData("aaaab", "aab", "aa", "aab")]
    [InlineData("Grüße 🌍 ende", "🌍", "Grüße ", "🌍")]
    [InlineData("Grüße 🌎 ende", "🌍", "Grüße 🌎 ende", null)]
    public void An_answer_ends_at_the_sequence_that_is_complete_first_however_it_is_cut(string text, string stops, string expected, string? met)
    {
        foreach (var size in Enumerable.Range(1, text.Length))
        {
            using var answer = new MessageAccumulator(new AnswerHead("m", "m", new Lazy<long>(1), () => ""));
            using var sink = new StopSequenceSink(answer, [.. stops.Split('|').Select(Encoding.UTF8.GetBytes)]);
            foreach (var piece in Pieces(text, size))
                sink.Push(MessageEvent.Text(Encoding.UTF8.GetBytes(piece)));
            sink.Push(MessageEvent.Stop(StopReason.EndTurn));
            using var written = new PooledBuffer();
            answer.WriteTo(written);
            var message = JsonDocument.Parse(written.Memory.ToArray()).RootElement;
            Assert.Equal(expected, string.Concat(message.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("text").GetString())));
            Assert.Equal((met is null ? "end_turn" : "stop_sequence", met), (message.GetProperty("stop_reason").GetString(), message.GetProperty("stop_sequence").GetString()));
        }
    }

    [Fact]
    public async Task The_upstream_is_left_as_soon_as_the_sequence_is_there()
    {
        await using var gateway = await Ask.GatewayAsync();
        var left = new TaskCompletionSource();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            foreach (var happened in (string[])[Wire.Created, Wire.Added(0, Wire.Message()), Wire.Text(0, "One E"), Wire.Text(0, "ND two")])
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {happened}\n\n"), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.RequestAborted.Register(left.SetResult);
            await left.Task.WaitAsync(TimeSpan.FromSeconds(20));
        };
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.Ask2("""  "stream":true,"stop_sequences":["END",""],"messages":[{"role":"user","content":"Hi"}]""")));
        Assert.Equal(("One ", "stop_sequence"), (Bodies.AllText(items), Bodies.StopReason(items)));
        Assert.Equal("END", items[^2].Data.GetProperty("delta").GetProperty("stop_sequence").GetString());
        await left.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.False(gateway.Upstream.Only.Json.TryGetProperty("stop", out _));
    }

    [Fact]
    public async Task A_beginning_that_a_call_follows_is_said_before_the_call()
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Stream(
            Wire.Created, Wire.Added(0, Wire.Message()), Wire.Text(0, "So EN"), Wire.Done(0, Wire.Message("So EN")),
            Wire.Added(1, Wire.Call("c", "look")), Wire.Done(1, Wire.Call("c", "look", """{"a":"END"}""")), Wire.Completed());
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.Ask2("""  "stream":true,"stop_sequences":["END"],"messages":[{"role":"user","content":"Hi"}]""")));
        Assert.Equal(("So EN", "tool_use"), (Bodies.AllText(items), Bodies.StopReason(items)));
        Assert.Equal([("look", """{"a":"END"}""")], Bodies.Calls(items));
    }

    private static System.Collections.Generic.IEnumerable<string> Pieces(string text, int size)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(size, text.Length - start);
            if (char.IsHighSurrogate(text[start + length - 1]))
                length++;
            yield return text.Substring(start, length);
            start += length;
        }
    }
}

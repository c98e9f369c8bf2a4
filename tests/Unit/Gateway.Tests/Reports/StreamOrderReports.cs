using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

/// <summary>The order of events that other gateways got wrong.</summary>
public sealed class StreamOrderReports
{
    [Fact]
    public async Task REG_001_every_delta_refers_to_a_block_that_is_open()
    {
        var items = await ChatAnswers.StreamAsync(
            Bodies.Text("One"),
            ChatAnswers.Think("Two"),
            ChatAnswers.Call(0, "a", "look", "{\"x\""),
            ChatAnswers.Call(1, "b", "run", "{"),
            Bodies.Text("Three"),
            ChatAnswers.Call(0, null, null, ":1}"),
            ChatAnswers.Call(1, null, null, "}"),
            Bodies.CallsStop,
            Bodies.Done);
        var opened = new HashSet<int>();
        var stopped = new HashSet<int>();
        foreach (var item in items.Where(item => item.Name.StartsWith("content_block_", System.StringComparison.Ordinal)))
        {
            var index = item.Data.GetProperty("index").GetInt32();
            if (item.Name == "content_block_start")
                Assert.True(opened.Add(index));
            Assert.Contains(index, opened);
            Assert.DoesNotContain(index, stopped);
            if (item.Name == "content_block_stop")
                stopped.Add(index);
        }

        Assert.Equal(opened, stopped);
        Assert.Equal(["text: One", "thinking: Two", "tool_use look: {\"x\":1}", "tool_use run: {}", "text: Three"], ChatAnswers.Blocks(items));
    }

    [Theory]
    [InlineData("""  "reasoning_content":"Hm.","content":"Hello" """)]
    [InlineData("""  "content":"Hello","reasoning_content":"Hm." """)]
    public async Task REG_005_a_chunk_that_changes_the_block_brings_its_own_words_with_it(string both)
    {
        var items = await ChatAnswers.StreamAsync(ChatAnswers.Think("Let me see. "), Bodies.Delta(both), Bodies.Text(" there"), Bodies.Stop, Bodies.Done);
        Assert.Equal(["thinking: Let me see. Hm.", "text: Hello there"], ChatAnswers.Blocks(items));
        items = await ChatAnswers.StreamAsync(ChatAnswers.Think("Hm."), Bodies.Text("First"), Bodies.Text(" second"), Bodies.Stop, Bodies.Done);
        Assert.Equal("First second", Bodies.AllText(items));

        var message = await ChatAnswers.MessageAsync(ChatAnswers.Document(both));
        Assert.Equal(["thinking", "text"], message.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task REG_011_a_finish_that_is_said_again_ends_the_answer_once_and_waits_for_the_usage()
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Text("Hi"), Bodies.Stop, Bodies.Stop, Bodies.Stop, Bodies.Usage, Bodies.Done);
        Assert.Equal(["message_delta", "message_stop"], items.SkipWhile(item => item.Name != "content_block_stop").Skip(1).Select(item => item.Name));
        Assert.Equal((20, 10, 0, 7), ChatAnswers.Figures(ChatAnswers.FinalUsage(items)));
    }

    [Fact]
    public async Task REG_012_usage_in_several_closing_chunks_makes_one_message_delta()
    {
        const string Last = """{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"length"}],"usage":{"prompt_tokens":5,"completion_tokens":6}}""";
        var items = await ChatAnswers.StreamAsync(Bodies.Text("Hi"), Last, Last, ChatAnswers.UsageChunk("""{"prompt_tokens":5,"completion_tokens":8}"""), Bodies.Done, Bodies.Done);
        var delta = Assert.Single(items, item => item.Name == "message_delta").Data;
        Assert.Equal("max_tokens", delta.GetProperty("delta").GetProperty("stop_reason").GetString());
        Assert.Equal(8, delta.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        Assert.Single(items, item => item.Name == "message_stop");
    }

    [Theory]
    [InlineData("\"content\":null")]
    [InlineData("\"content\":\"\"")]
    [InlineData("\"content\":[],\"tool_calls\":null")]
    public async Task REG_013_an_empty_answer_has_an_empty_content_and_all_its_events(string nothing)
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Delta(nothing), Bodies.Stop, Bodies.Done);
        Assert.Equal(["message_start", "message_delta", "message_stop"], items.Select(item => item.Name));
        var message = await ChatAnswers.MessageAsync(ChatAnswers.Document(nothing));
        Assert.Equal("[]", message.GetProperty("content").GetRawText());
        Assert.Equal("end_turn", message.GetProperty("stop_reason").GetString());
    }

    [Fact]
    public async Task REG_016_done_without_a_finish_reason_completes_what_is_whole()
    {
        var items = await ChatAnswers.StreamAsync(Bodies.Text("All of it."), Bodies.Done);
        Assert.Equal("end_turn", Bodies.StopReason(items));
        items = await ChatAnswers.StreamAsync(ChatAnswers.Call(0, "a", "look", "{\"q\":\"}\\\"\"}"), Bodies.Done);
        Assert.Equal("tool_use", Bodies.StopReason(items));
    }

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{"content":"More"},"finish_reason":null}]}""", null)]
    [InlineData("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"look","arguments":"{\"q\":\"a"}}]}}]}""", null)]
    [InlineData("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"look","arguments":"{\"q\":\"a}"}}]}}]}""", Bodies.Done)]
    [InlineData("""{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"look","arguments":"{\"q\":[\"\\\"]}\"}"}}]}}]}""", Bodies.Done)]
    public async Task REG_016_an_answer_that_broke_off_is_an_error_and_never_complete(string last, string? done)
    {
        await using var gateway = await TestGateway.ChatAsync();
        var items = SseGrammar.Check(await ChatAnswers.StreamInTwoPartsAsync(gateway, [Bodies.Text("So far")], done is null ? [last] : [last, done]));
        Assert.Equal("api_error", items[^1].Data.GetProperty("error").GetProperty("type").GetString());
        Assert.Contains("ended early", items[^1].Data.GetProperty("error").GetProperty("message").GetString(), System.StringComparison.Ordinal);
        Assert.DoesNotContain(items, item => item.Name is "message_delta" or "message_stop");
    }

    [Theory]
    [InlineData("")]
    [InlineData(": keep-alive\n\n")]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("data: {\"choices\":[]}\n\ndata: [DONE]\n\n")]
    [InlineData("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":0}}\n\ndata: [DONE]\n\n")]
    public async Task REG_018_a_message_that_never_started_never_stops(string nothing)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json(nothing, type: "text/event-stream");
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(500, (int)response.StatusCode);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("api_error", body.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task REG_018_nothing_but_an_error_follows_a_ping_when_the_upstream_says_nothing()
    {
        var time = new FakeTime();
        await using var gateway = await TestGateway.ChatAsync(time: time);
        var arrived = new TaskCompletionSource();
        gateway.Upstream.Answer = async _ =>
        {
            arrived.SetResult();
            await gateway.FirstByteSeen.Task;
        };
        var reading = gateway.ReadSlowlyAsync(Bodies.AskStream);
        await arrived.Task;
        time.Advance(15);
        Assert.Equal(["ping", "error"], SseGrammar.Check(await reading).Select(item => item.Name));
    }
}

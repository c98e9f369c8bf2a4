using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ChatAnswerTests
{
    [Fact]
    public async Task Text_streams_and_carries_the_requested_model_and_the_upstreams_usage()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Delta("\"role\":\"assistant\",\"content\":\"\""), Bodies.Text("Grüße, "), Bodies.Text("\"Welt\" 🌍\n"), Bodies.Stop, Bodies.Usage, Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal("Grüße, \"Welt\" 🌍\n", Bodies.AllText(items));
        Assert.Equal("claude-sonnet-5", items[0].Data.GetProperty("message").GetProperty("model").GetString());
        Assert.Equal("end_turn", Bodies.StopReason(items));
        var usage = items[^2].Data.GetProperty("usage");
        Assert.Equal(20, usage.GetProperty("input_tokens").GetInt32());
        Assert.Equal(10, usage.GetProperty("cache_read_input_tokens").GetInt32());
        Assert.Equal(7, usage.GetProperty("output_tokens").GetInt32());
        var record = gateway.Log.Requests.Take(TestContext.Current.CancellationToken);
        Assert.Equal(("upstream-model", "test", 200, 7L), (record.Model, record.Provider, record.Status, record.Usage.Output));
    }

    [Fact]
    public async Task Who_does_not_ask_for_a_stream_gets_one_message()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"Hm.","content":"Yes","tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a\":1.0}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}""");
        using var response = await gateway.PostAsync(Bodies.Ask);
        var message = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var content = message.GetProperty("content");
        Assert.Equal("thinking", content[0].GetProperty("type").GetString());
        Assert.Equal("Yes", content[1].GetProperty("text").GetString());
        Assert.Equal("""{"a":1.0}""", content[2].GetProperty("input").GetRawText());
        Assert.Equal("tool_use", message.GetProperty("stop_reason").GetString());
        Assert.Equal(4, message.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task A_document_instead_of_a_stream_is_streamed_and_a_stream_instead_of_a_document_is_gathered()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"index":0,"message":{"role":"assistant","content":"whole"},"finish_reason":"stop"}]}""");
        Assert.Equal("whole", Bodies.AllText(SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream))));

        gateway.Upstream.Stream(Bodies.Text("in "), Bodies.Text("pieces"), Bodies.Stop, Bodies.Done);
        using var response = await gateway.PostAsync(Bodies.Ask);
        var message = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("in pieces", message.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    [InlineData("reasoning_text")]
    public async Task Reasoning_becomes_a_thinking_block_that_is_closed_before_the_text(string name)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Delta($"\"{name}\":\"Let me \""), Bodies.Delta($"\"{name}\":\"see.\",\"reasoning_details\":[{{\"text\":\"see.\"}}]"), Bodies.Text("Done."), Bodies.Stop, Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal("Let me see.", Bodies.Joined(items, "thinking"));
        Assert.Equal("Done.", Bodies.AllText(items));
        Assert.StartsWith("cdps.1.chat.", Bodies.Joined(items, "signature"), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stop", "end_turn")]
    [InlineData("length", "max_tokens")]
    [InlineData("content_filter", "refusal")]
    [InlineData("eos", "end_turn")]
    [InlineData("model_length", "model_context_window_exceeded")]
    public async Task Finish_reasons_are_said_in_Anthropics_words(string finish, string reason)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Text("x"), $$"""{"choices":[{"delta":{},"finish_reason":"{{finish}}"}]}""", Bodies.Done);
        Assert.Equal(reason, Bodies.StopReason(SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream))));
    }

    [Fact]
    public async Task A_refusal_is_text_and_says_that_it_is_one()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Delta("\"refusal\":\"I will not.\""), Bodies.Stop, Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal(("I will not.", "refusal"), (Bodies.AllText(items), Bodies.StopReason(items)));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15,"prompt_cache_hit_tokens":4}""", 6, 4, 5)]
    [InlineData("""{"prompt_tokens":10,"completion_tokens":5,"cached_tokens":3}""", 7, 3, 5)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":1,"total_tokens":303,"completion_tokens_details":{"reasoning_tokens":290}}""", 12, 0, 291)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":300,"total_tokens":312,"completion_tokens_details":{"reasoning_tokens":290}}""", 12, 0, 300)]
    [InlineData("""{"prompt_tokens":12,"completion_tokens":3,"total_tokens":15,"prompt_tokens_details":null}""", 12, 0, 3)]
    public async Task Usage_is_read_in_every_dialect(string usage, int input, int cached, int output)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Text("x"), Bodies.Stop, $$"""{"choices":[],"usage":{{usage}}}""", Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        var found = items[^2].Data.GetProperty("usage");
        Assert.Equal((input, cached, output), (found.GetProperty("input_tokens").GetInt32(), found.GetProperty("cache_read_input_tokens").GetInt32(), found.GetProperty("output_tokens").GetInt32()));
    }

    [Fact]
    public async Task Without_usage_the_figures_are_an_estimate_above_zero()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Text("some words of an answer"), Bodies.Stop, Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.True(items[^2].Data.GetProperty("usage").GetProperty("input_tokens").GetInt32() > 0);
        Assert.True(items[^2].Data.GetProperty("usage").GetProperty("output_tokens").GetInt32() > 0);
        Assert.True(gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Usage.IsEstimate);
    }

    [Fact]
    public async Task Line_ends_comments_and_cuts_make_no_difference()
    {
        await using var gateway = await TestGateway.ChatAsync();
        var stream = System.Text.Encoding.UTF8.GetBytes($"\uFEFF: OPENROUTER PROCESSING\r\n\r\ndata:{Bodies.Text("Zwölf 🌍 ")}\r\n\r\ndata: {Bodies.Text("Ä")}\r\rdata: {Bodies.Stop}\n\ndata: [DONE]");
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            foreach (var b in stream)
            {
                await context.Response.Body.WriteAsync(new[] { b });
                await context.Response.Body.FlushAsync();
            }
        };
        Assert.Equal("Zwölf 🌍 Ä", Bodies.AllText(SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream))));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_does_not_end_the_answer()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Delta("\"content\":\"a\\ud83dz \\ud83d\\ude00\""), Bodies.Stop, Bodies.Done);
        Assert.Equal("a\uFFFDz 😀", Bodies.AllText(SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream))));
    }

    [Fact]
    public async Task A_surrogate_pair_that_is_cut_over_two_chunks_comes_out_whole()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(
            Bodies.Delta("\"reasoning_content\":\"t\\uD83D\""),
            Bodies.Delta("\"reasoning_content\":\"\\uDE00t\""),
            Bodies.Delta("\"content\":\"\\\\ud83d \\ud83d\""),
            Bodies.Delta("\"content\":\"\\ude00\""),
            Bodies.Delta("\"content\":\"\\ud83d\""),
            Bodies.Delta("\"content\":\"z\""),
            Bodies.Delta("\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"x\\\":\\\"\\ud83d\"}},{\"index\":1,\"id\":\"b\",\"function\":{\"name\":\"run\",\"arguments\":\"{\\\"y\\\":\\\"\\ud83c\"}}]"),
            Bodies.Delta("\"tool_calls\":[{\"function\":{\"arguments\":\"\\udf0d\\\"}\"},\"index\":1},{\"index\":0,\"function\":{\"arguments\":\"\\ude00\\\"}\"}}]"),
            Bodies.CallsStop,
            Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal(("t😀t", "\\ud83d 😀\uFFFDz"), (Bodies.Joined(items, "thinking"), Bodies.AllText(items)));
        Assert.Equal([("look", "{\"x\":\"😀\"}"), ("run", "{\"y\":\"🌍\"}")], Bodies.Calls(items));
    }

    [Fact]
    public async Task An_estimate_of_tokens_says_that_it_is_one()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await gateway.PostAsync("""{"model":"claude-sonnet-5","messages":[{"role":"user","content":"How many tokens are these?"}],"tools":[]}""", "/v1/messages/count_tokens?beta=true");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("X-ClaudeDesktop-Estimate")));
        var tokens = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("input_tokens").GetInt32();
        Assert.InRange(tokens, 9, 40);
    }
}

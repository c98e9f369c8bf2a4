using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

public sealed class ResponsesAnswerTests
{
    [Fact]
    public async Task Text_streams_and_usage_counts_what_was_cached_apart()
    {
        var items = await StreamAsync(Wire.Answer("Grüße, \"Welt\" 🌍\n"));
        Assert.Equal("Grüße, \"Welt\" 🌍\n", Bodies.AllText(items));
        Assert.Equal("end_turn", Bodies.StopReason(items));
        var usage = items[^2].Data.GetProperty("usage");
        Assert.Equal(
            (15, 10, 5, 7, 3),
            (usage.GetProperty("input_tokens").GetInt32(), usage.GetProperty("cache_read_input_tokens").GetInt32(), usage.GetProperty("cache_creation_input_tokens").GetInt32(),
                usage.GetProperty("output_tokens").GetInt32(), usage.GetProperty("output_tokens_details").GetProperty("thinking_tokens").GetInt32()));
    }

    [Fact]
    public async Task REG_014_One_reasoning_item_with_several_parts_is_one_thinking_block_signed_with_what_its_end_says()
    {
        var items = await StreamAsync(
            Wire.Created,
            Wire.Added(0, Wire.Reasoning("stale")),
            Wire.Summary(0, "First "), Wire.Summary(0, "part."), Wire.Summary(0, "Second part.", 1),
            Wire.Done(0, Wire.Reasoning("final", "First part.", "Second part.")),
            Wire.Added(1, Wire.Message()), Wire.Text(1, "Done."), Wire.Done(1, Wire.Message("Done.")),
            Wire.Completed());
        Assert.Equal(["thinking", "text"], Kinds(items));
        Assert.Equal("First part.\n\nSecond part.", Bodies.Joined(items, "thinking"));
        Assert.Equal("final", Decrypted(Bodies.Joined(items, "signature")));
    }

    [Fact]
    public async Task Reasoning_without_words_is_still_carried()
    {
        var items = await StreamAsync(Wire.Created, Wire.Added(0, Wire.Reasoning(null)), Wire.Done(0, Wire.Reasoning("secret")), Wire.Added(1, Wire.Call("c1", "look")), Wire.Done(1, Wire.Call("c1", "look", "{}")), Wire.Completed());
        Assert.Equal(["thinking", "tool_use"], Kinds(items));
        Assert.Equal("", Bodies.Joined(items, "thinking"));
        Assert.Equal("secret", Decrypted(Bodies.Joined(items, "signature")));
    }

    [Fact]
    public async Task Reasoning_that_holds_nothing_is_no_block()
    {
        var items = await StreamAsync([Wire.Created, Wire.Added(0, Wire.Reasoning(null)), Wire.Done(0, Wire.Reasoning(null)), .. Shifted("ok")]);
        Assert.Equal(["text"], Kinds(items));
    }

    [Fact]
    public async Task Items_are_told_apart_by_their_place_though_their_ids_change_and_they_interleave()
    {
        var items = await StreamAsync(
            Wire.Created,
            Wire.Added(0, Wire.Call("c1", "one")),
            Wire.Added(1, Wire.Call("c2", "two")),
            Wire.Arguments(1, "{\"b\":"),
            Wire.Arguments(0, "{\"a\":").Replace("any", "other", System.StringComparison.Ordinal),
            Wire.Arguments(1, "2}"),
            Wire.Arguments(0, "1}"),
            Wire.Done(1, Wire.Call("c2", "two", "{\"b\":2}")),
            Wire.Done(0, Wire.Call("c1", "one", "{\"a\":1}")),
            Wire.Completed());
        Assert.Equal([("one", "{\"a\":1}"), ("two", "{\"b\":2}")], Bodies.Calls(items));
        Assert.Equal("tool_use", Bodies.StopReason(items));
    }

    [Fact]
    public async Task Text_and_reasoning_that_interleave_stay_one_block_each()
    {
        var items = await StreamAsync(
            Wire.Created,
            Wire.Added(0, Wire.Reasoning(null)),
            Wire.Added(1, Wire.Message()),
            Wire.Summary(0, "Let "), Wire.Text(1, "Hel"), Wire.Summary(0, "me see."), Wire.Text(1, "lo"),
            Wire.Done(0, Wire.Reasoning("e")), Wire.Done(1, Wire.Message("Hello")),
            Wire.Completed());
        Assert.Equal(["thinking", "text"], Kinds(items));
        Assert.Equal(("Let me see.", "Hello"), (Bodies.Joined(items, "thinking"), Bodies.AllText(items)));
    }

    [Fact]
    public async Task What_deltas_left_out_comes_from_the_end_and_never_twice()
    {
        var items = await StreamAsync(
            Wire.Created,
            Wire.Added(0, Wire.Message()),
            Wire.Text(0, "He"),
            """{"type":"response.output_text.done","output_index":0,"content_index":0,"text":"Hello"}""",
            """{"type":"response.content_part.done","output_index":0,"content_index":0,"part":{"type":"output_text","text":"Hello"}}""",
            Wire.Done(0, Wire.Message("Hello")),
            Wire.Added(1, Wire.Call("c1", "look", "")),
            """{"type":"response.function_call_arguments.done","output_index":1,"arguments":"{\"a\":1}"}""",
            Wire.Done(1, Wire.Call("c1", "look", "{\"a\":1}")),
            Wire.Added(2, Wire.Call("c2", "see", "")),
            Wire.Done(2, Wire.Call("c2", "see", "{\"b\":2}")),
            Wire.Completed(Wire.Message("Hello")));
        Assert.Equal("Hello", Bodies.AllText(items));
        Assert.Equal([("look", "{\"a\":1}"), ("see", "{\"b\":2}")], Bodies.Calls(items));
    }

    [Fact]
    public async Task A_stream_that_only_ends_is_read_from_its_end() =>
        Assert.Equal("All of it", Bodies.AllText(await StreamAsync(Wire.Created, Wire.Completed(Wire.Message("All of it")))));

    [Fact]
    public async Task A_refusal_is_said_and_stops_the_turn()
    {
        var items = await StreamAsync(
            Wire.Created,
            Wire.Added(0, Wire.Message()),
            """{"type":"response.refusal.delta","output_index":0,"content_index":0,"delta":"I will not."}""",
            """{"type":"response.refusal.done","output_index":0,"content_index":0,"refusal":"I will not."}""",
            Wire.Completed());
        Assert.Equal(("I will not.", "refusal"), (Bodies.AllText(items), Bodies.StopReason(items)));
    }

    [Theory]
    [InlineData("max_output_tokens", "max_tokens")]
    [InlineData("content_filter", "refusal")]
    public async Task An_incomplete_answer_says_why(string reason, string expected) =>
        Assert.Equal(expected, Bodies.StopReason(await StreamAsync(Wire.Created, Wire.Added(0, Wire.Message()), Wire.Text(0, "So"), Wire.Incomplete(reason))));

    [Fact]
    public async Task Unknown_events_and_signs_of_life_change_nothing()
    {
        string[] events = [Wire.Created, """{"type":"keepalive","sequence_number":1}""", """{"type":"response.queued"}""", .. Wire.Answer("ok")[1..4], """{"type":"response.brand_new","item":7,"delta":{}}""", Wire.Completed(), "[DONE]"];
        Assert.Equal("ok", Bodies.AllText(await StreamAsync(events)));
    }

    [Fact]
    public async Task A_stream_that_ends_early_is_an_error_and_never_the_end_of_a_turn()
    {
        var items = await Ask.StreamInTwoAsync([Wire.Created, Wire.Added(0, Wire.Message()), Wire.Text(0, "So")], []);
        Assert.Equal("error", items[^1].Name);
        Assert.DoesNotContain(items, item => item.Name == "message_delta");
    }

    [Fact]
    public async Task A_document_instead_of_a_stream_is_streamed_and_REG_111_a_stream_instead_of_a_document_is_gathered()
    {
        await using var gateway = await TestGateway.StartAsync(ApiFormat.OpenAIResponses, "gpt-5.6-sol");
        gateway.Upstream.Json($$"""{"id":"resp_1","object":"response","status":"completed","error":null,"output":[{{Wire.Reasoning("e", "Hm.")}},{{Wire.Message("whole")}}],"usage":{{Wire.Usage}}}""");
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal(("Hm.", "whole"), (Bodies.Joined(items, "thinking"), Bodies.AllText(items)));

        gateway.Upstream.Stream(Wire.Answer("in pieces"));
        using var response = await gateway.PostAsync(Bodies.Ask);
        var message = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("in pieces", message.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(7, message.GetProperty("usage").GetProperty("output_tokens").GetInt32());
    }

    [Fact]
    public async Task A_whole_answer_has_the_same_blocks_as_a_stream()
    {
        await using var gateway = await TestGateway.StartAsync(ApiFormat.OpenAIResponses, "gpt-5.6-sol");
        gateway.Upstream.Json($$"""{"object":"response","status":"completed","output":[{{Wire.Reasoning("e", "A", "B")}},{{Wire.Message("t")}},{{Wire.Call("c1", "look", "{\"a\":1.0}")}}],"usage":{{Wire.Usage}}}""");
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var message = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        var content = message.GetProperty("content");
        Assert.Equal("A\n\nB", content[0].GetProperty("thinking").GetString());
        Assert.Equal("e", Decrypted(content[0].GetProperty("signature").GetString()!));
        Assert.Equal("t", content[1].GetProperty("text").GetString());
        Assert.Equal("""{"a":1.0}""", content[2].GetProperty("input").GetRawText());
        Assert.Equal("tool_use", message.GetProperty("stop_reason").GetString());
    }

    private static async Task<List<SseItem>> StreamAsync(params string[] events)
    {
        await using var gateway = await TestGateway.StartAsync(ApiFormat.OpenAIResponses, "gpt-5.6-sol");
        gateway.Upstream.Stream(events);
        return SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
    }

    private static string[] Shifted(string text) => [Wire.Added(1, Wire.Message()), Wire.Text(1, text), Wire.Done(1, Wire.Message(text)), Wire.Completed()];

    private static string Decrypted(string signature) =>
        System.Text.Encoding.UTF8.GetString(ThinkingSignature.Read(signature, "responses", ThinkingSignature.Account("test", TestGateway.Key))!);

    private static IEnumerable<string?> Kinds(IEnumerable<SseItem> items) =>
        items.Where(item => item.Name == "content_block_start").Select(item => item.Data.GetProperty("content_block").GetProperty("type").GetString());
}

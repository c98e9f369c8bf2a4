using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

/// <summary>Tool calls that other gateways mixed up, emptied or lost.</summary>
public sealed class ToolCallReports
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(0, 0)]
    public async Task REG_002_calls_back_to_back_are_blocks_of_their_own(int second, int third)
    {
        var items = await ChatAnswers.StreamAsync(
            ChatAnswers.Call(0, "a", "look", "{\"at\":\"x\"}"),
            ChatAnswers.Call(second, "b", "look", "{\"at\":\"y\"}"),
            ChatAnswers.Call(third, "c", "run", "{}"),
            Bodies.CallsStop,
            Bodies.Done);
        Assert.Equal(["tool_use look: {\"at\":\"x\"}", "tool_use look: {\"at\":\"y\"}", "tool_use run: {}"], ChatAnswers.Blocks(items));
        Assert.Equal(["a", "b", "c"], Starts(items).Select(block => block.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"{}\"")]
    public async Task REG_009_a_call_without_arguments_has_an_object_as_its_input(string arguments)
    {
        var function = arguments.Length == 0 ? """{"name":"look"}""" : $$"""{"name":"look","arguments":{{arguments}}}""";
        var calls = $$"""  "tool_calls":[{"index":0,"id":"a","type":"function","function":{{function}}}]""";
        var items = await ChatAnswers.StreamAsync(Bodies.Delta(calls), Bodies.CallsStop, Bodies.Done);
        Assert.Equal("{}", Assert.Single(Starts(items)).GetProperty("input").GetRawText());
        Assert.Equal(["tool_use look: {}"], ChatAnswers.Blocks(items));

        var message = await ChatAnswers.MessageAsync(ChatAnswers.Document(calls, "tool_calls"));
        Assert.Equal("{}", message.GetProperty("content")[0].GetProperty("input").GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"input\":null")]
    [InlineData(",\"input\":\"\"")]
    [InlineData(",\"input\":{}")]
    public async Task REG_009_an_empty_input_in_the_history_is_an_object_for_the_upstream(string input)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json(ChatAnswers.Document("\"content\":\"x\""));
        using var response = await gateway.PostAsync(Bodies.Ask2($$"""
            "messages":[{"role":"user","content":"Go"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"look"{{input}}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[]}]}]
            """));
        Assert.True(response.IsSuccessStatusCode);
        var messages = gateway.Upstream.Only.Json.GetProperty("messages");
        Assert.Equal("{}", messages[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString());
        Assert.Equal(JsonValueKind.String, messages[2].GetProperty("content").ValueKind);
    }

    [Fact]
    public async Task REG_015_a_call_is_held_back_until_its_name_is_known()
    {
        var items = await ChatAnswers.StreamAsync(
            ChatAnswers.Call(0, "a", "", ""),
            ChatAnswers.Call(0, null, null, "{\"at\":"),
            ChatAnswers.Call(0, "", "look", "\"x\""),
            ChatAnswers.Call(0, null, "", "}"),
            Bodies.CallsStop,
            Bodies.Done);
        Assert.Equal(["tool_use look: {\"at\":\"x\"}"], ChatAnswers.Blocks(items));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task REG_015_a_place_for_a_call_that_nobody_filled_is_no_call(string nothing)
    {
        var items = await ChatAnswers.StreamAsync(
            Bodies.Text("Hi"),
            Bodies.Delta($$$"""  "tool_calls":[{"index":0,"id":{{{nothing}}},"type":"function","function":{"name":{{{nothing}}},"arguments":{{{nothing}}}}}]"""),
            Bodies.CallsStop,
            Bodies.Done);
        Assert.Equal(["text: Hi"], ChatAnswers.Blocks(items));
        Assert.Equal("end_turn", Bodies.StopReason(items));
    }

    [Fact]
    public async Task REG_015_a_call_that_is_never_named_is_an_error()
    {
        await using var gateway = await TestGateway.ChatAsync();
        var items = SseGrammar.Check(await ChatAnswers.StreamInTwoPartsAsync(gateway, [Bodies.Text("Hi")], ChatAnswers.Call(0, "a", "", "{\"at\":1}"), Bodies.CallsStop, Bodies.Done));
        Assert.Equal("error", items[^1].Name);
        Assert.DoesNotContain(Starts(items), block => block.GetProperty("type").GetString() == "tool_use");
    }

    [Fact]
    public async Task REG_019_pieces_of_two_calls_that_come_in_turns_are_sorted_into_their_blocks()
    {
        var items = await ChatAnswers.StreamAsync(
            ChatAnswers.Call(0, "a", "look", ""),
            ChatAnswers.Call(1, "b", "run", ""),
            ChatAnswers.Call(0, null, null, "{\"at\""),
            ChatAnswers.Call(1, null, null, "{\"x\""),
            ChatAnswers.Call(0, null, null, ":\"a\"}"),
            ChatAnswers.Call(1, null, null, ":[1,2]}"),
            Bodies.CallsStop,
            Bodies.Done);
        Assert.Equal(["tool_use look: {\"at\":\"a\"}", "tool_use run: {\"x\":[1,2]}"], ChatAnswers.Blocks(items));
        var stops = items.FindAll(item => item.Name == "content_block_stop");
        Assert.Equal([0, 1], stops.Select(item => item.Data.GetProperty("index").GetInt32()));
        Assert.DoesNotContain(items.Skip(items.IndexOf(stops[0])), item => item.Name == "content_block_delta" && item.Data.GetProperty("index").GetInt32() == 0);
    }

    private static IEnumerable<JsonElement> Starts(IEnumerable<SseItem> items) =>
        items.Where(item => item.Name == "content_block_start").Select(item => item.Data.GetProperty("content_block"));
}

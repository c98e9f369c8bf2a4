using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class CallReports
{
    private const string ReadTool = """
        {"name":"Read","input_schema":{"type":"object","required":["file_path"],"properties":{"file_path":{"type":"string"},"pages":{"type":"string"},"glob":{"type":"string"},"limit":{"type":"integer"},"mode":{"type":"string","default":"all"}}}}
        """;

    [Fact]
    public async Task REG_065_Long_ids_are_shortened_alike_on_both_sides_and_stay_different()
    {
        var (first, second) = (new string('x', 100) + "1", new string('x', 100) + "2");
        var sent = await Sent.ToChatAsync($$$"""
            "messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","content":[{"type":"tool_use","id":"{{{first}}}","name":"look","input":{}},{"type":"tool_use","id":"{{{second}}}","name":"look","input":{}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"{{{second}}}","content":"2"},{"type":"tool_result","tool_use_id":"{{{first}}}","content":"1"}]}]
            """);
        var ids = AssertPaired(sent, "1", "2");
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9_-]{1,40}$", id));
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task REG_066_Calls_that_share_an_id_are_told_apart_and_keep_their_results()
    {
        const string Earlier = """
            "messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","content":[{"type":"tool_use","id":"call_0","name":"look","input":{"n":1}},{"type":"tool_use","id":"call_0","name":"look","input":{"n":2}},{"type":"tool_use","id":"call_0","name":"look","input":{"n":2}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_0","content":"1"},{"type":"tool_result","tool_use_id":"call_0","content":"2"}]},
              {"role":"assistant","content":[{"type":"tool_use","id":"call_0","name":"look","input":{"n":3}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"call_0","content":"3"}]}
            """;
        var sent = await Sent.ToChatAsync(Earlier + "]");
        var ids = AssertPaired(sent, "1", "2", "3");
        Assert.Equal(3, ids.Distinct().Count());
        var later = await Sent.ToChatAsync(Earlier + """,{"role":"assistant","content":"Done."},{"role":"user","content":"More"}]""");
        Assert.Equal(ids, AssertPaired(later, "1", "2", "3"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task REG_066_A_new_call_never_gets_an_id_that_the_conversation_has(bool stream)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Delta("""  "tool_calls":[{"index":0,"id":"call_0","function":{"name":"look","arguments":"{}"}},{"index":1,"id":"call_1","function":{"name":"look","arguments":"{}"}}]"""), Bodies.CallsStop, Bodies.Done);
        using var response = await gateway.PostAsync(Bodies.Ask2($$$"""
            "stream":{{{(stream ? "true" : "false")}}},"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"call_0","name":"look","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_0","content":"1"}]}]
            """));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var calls = stream
            ? SseGrammar.Check(text).Where(item => item.Name == "content_block_start").Select(item => item.Data.GetProperty("content_block"))
            : JsonDocument.Parse(text).RootElement.GetProperty("content").EnumerateArray();
        var ids = calls.Select(call => call.GetProperty("id").GetString()!).ToArray();
        Assert.StartsWith("toolu_", ids[0], System.StringComparison.Ordinal);
        Assert.Equal("call_1", ids[1]);
    }

    [Theory]
    [InlineData("""{"file_path":"a","pages":""}""", """{"file_path":"a"}""")]
    [InlineData("""{"pages":"","file_path":"a"}""", """{"file_path":"a"}""")]
    [InlineData("""{ "pages" : "" , "glob" : "", "file_path":"a" }""", """{  "file_path":"a" }""")]
    [InlineData("""{"pages":"","glob":""}""", "{}")]
    [InlineData("""{"file_path":"","pages":"1-2","mode":"","limit":3}""", """{"file_path":"","pages":"1-2","mode":"","limit":3}""")]
    [InlineData("""{"file_path":"say \"pages\":\"\", {x","pages":"","limit":1.0}""", """{"file_path":"say \"pages\":\"\", {x","limit":1.0}""")]
    [InlineData("""{"limit":{"pages":"","x":[{"pages":""},"\\"]},"glob":"","file_path":"\\"}""", """{"limit":{"pages":"","x":[{"pages":""},"\\"]},"file_path":"\\"}""")]
    public async Task REG_069_Optional_arguments_that_are_empty_do_not_reach_the_tool(string input, string expected)
    {
        Assert.Equal(expected, await CallAsync(input, input.Length, stream: true));
        Assert.Equal(expected, await CallAsync(input, 1, stream: true));
        Assert.Equal(expected.Trim(), await CallAsync(input, 3, stream: false));
    }

    [Theory]
    [InlineData("""{"file_path":"a","pages":"x""")]
    [InlineData("""{"file_path":"a","pages":""")]
    [InlineData("""{"file_path":"a","pa""")]
    public void REG_069_What_is_cut_off_in_the_middle_stays_as_it_is(string input)
    {
        using var filter = EmptyArguments.For(new MessageRequest(JsonDocument.Parse($$"""{"tools":[{{ReadTool}}]}""").RootElement), "Read")!;
        var output = Encoding.UTF8.GetString(filter.Feed(Encoding.UTF8.GetBytes(input)));
        Assert.Equal(input, output + Encoding.UTF8.GetString(filter.End()));
    }

    [Theory]
    [InlineData(' ', 50_000)]
    [InlineData('\n', 2_000_000)]
    public async Task REG_070_Code_may_hold_any_amount_of_whitespace(char blank, int count)
    {
        var input = $$"""{"code":{{JsonSerializer.Serialize("if (x)" + new string(blank, count) + "y();")}}}""";
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream([
            Bodies.Delta("""  "tool_calls":[{"index":0,"id":"c1","function":{"name":"write","arguments":""}}]"""),
            .. input.Chunk(100_000).Select(piece => Bodies.Delta($$$"""  "tool_calls":[{"index":0,"function":{"arguments":{{{JsonSerializer.Serialize(new string(piece))}}}}}]""")),
            Bodies.CallsStop,
            Bodies.Done]);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal([("write", input)], Bodies.Calls(items));
    }

    private static async Task<string> CallAsync(string input, int cut, bool stream)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream([
            .. input.Chunk(cut).Select(piece => Bodies.Delta($$$"""  "tool_calls":[{"index":0,"id":"c1","function":{"name":"Read","arguments":{{{JsonSerializer.Serialize(new string(piece))}}}}}]""")),
            Bodies.CallsStop,
            Bodies.Done]);
        using var response = await gateway.PostAsync(Bodies.Ask2($$"""  "stream":{{(stream ? "true" : "false")}},"tools":[{{ReadTool}}],"messages":[{"role":"user","content":"Hi"}]"""));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return stream ? Assert.Single(Bodies.Calls(SseGrammar.Check(text))).Input : JsonDocument.Parse(text).RootElement.GetProperty("content")[0].GetProperty("input").GetRawText();
    }

    /// <summary>Every result stands behind the turn that holds its call, in the order of the calls. Returns the calls' ids.</summary>
    private static List<string> AssertPaired(Received sent, params string[] results)
    {
        var ids = new List<string>();
        var answered = new List<(string Id, string Text)>();
        foreach (var message in sent.Messages().EnumerateArray())
        {
            if (message.TryGetProperty("tool_calls", out var calls))
                ids.AddRange(calls.EnumerateArray().Select(call => call.GetProperty("id").GetString()!));
            else if (message.GetProperty("role").GetString() == "tool")
                answered.Add((message.GetProperty("tool_call_id").GetString()!, message.GetProperty("content").GetString()!));
        }

        Assert.Equal(ids.Zip(results), answered.Select(answer => (answer.Id, answer.Text)));
        Assert.Equal(results.Length, ids.Count);
        return ids;
    }
}

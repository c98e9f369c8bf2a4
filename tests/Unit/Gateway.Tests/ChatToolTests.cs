using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ChatToolTests
{
    [Fact]
    public async Task Calls_stream_as_they_come()
    {
        await AssertCallsAsync(
            [("look", """{"at":"a"}"""), ("run", """{"x":1}""")],
            """{"index":0,"id":"c1","type":"function","function":{"name":"look","arguments":""}}""",
            """{"index":0,"function":{"arguments":"{\"at\":"}}""",
            """{"index":0,"function":{"arguments":"\"a\"}"}}""",
            """{"index":1,"id":"c2","type":"function","function":{"name":"run","arguments":""}}""",
            """{"index":1,"function":{"arguments":"{\"x\":1}"}}""");
    }

    [Fact]
    public async Task Interleaved_calls_come_out_one_after_the_other()
    {
        await AssertCallsAsync(
            [("look", """{"at":"a"}"""), ("run", """{"x":1}""")],
            """{"index":0,"id":"c1","function":{"name":"look","arguments":"{\"at\""}}""",
            """{"index":1,"id":"c2","function":{"name":"run","arguments":"{\"x\""}}""",
            """{"index":0,"function":{"arguments":":\"a\"}"}}""",
            """{"index":1,"function":{"arguments":":1}"}}""");
    }

    [Fact]
    public async Task A_late_id_and_a_late_name_are_waited_for()
    {
        await AssertCallsAsync(
            [("look", """{"at":"a"}""")],
            """{"index":0,"function":{"arguments":"{\"at\":"}}""",
            """{"index":0,"function":{"name":"look","arguments":"\"a\""}}""",
            """{"index":0,"id":"c1","function":{"name":"look","arguments":"}"}}""");
    }

    [Fact]
    public async Task Whole_calls_without_an_index_are_separate_calls()
    {
        await AssertCallsAsync(
            [("look", """{"at":"a"}"""), ("look", """{"at":"b"}""")],
            """{"id":"c1","function":{"name":"look","arguments":"{\"at\":\"a\"}"}},{"id":"c2","function":{"name":"look","arguments":"{\"at\":\"b\"}"}}""");
    }

    [Fact]
    public async Task A_new_id_on_an_old_index_is_a_new_call()
    {
        await AssertCallsAsync(
            [("look", "{}"), ("run", """{"x":1}""")],
            """{"index":0,"id":"c1","function":{"name":"look","arguments":"{}"}}""",
            """{"index":0,"id":"c2","function":{"name":"run","arguments":"{\"x\":1}"}}""");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task A_call_without_arguments_has_an_empty_object(string arguments) =>
        await AssertCallsAsync([("look", "{}")], $$$"""{"index":0,"id":"c1","function":{"name":"look","arguments":{{{arguments}}}}}""");

    [Fact]
    public async Task Arguments_as_an_object_are_taken_as_they_stand() =>
        await AssertCallsAsync([("look", """{"n": 1.0}""")], """{"index":0,"id":"c1","function":{"name":"look","arguments":{"n": 1.0}}}""");

    [Fact]
    public async Task Calls_without_ids_get_ids_of_their_own() =>
        await AssertCallsAsync([("look", "{}"), ("run", "{}")], """{"index":0,"function":{"name":"look","arguments":"{}"}}""", """{"index":1,"function":{"name":"run","arguments":"{}"}}""");

    [Fact]
    public async Task Two_calls_of_one_id_are_told_apart() =>
        await AssertCallsAsync([("look", "{}"), ("run", "{}")], """{"index":0,"id":"c","function":{"name":"look","arguments":"{}"}}""", """{"index":1,"id":"c","function":{"name":"run","arguments":"{}"}}""");

    [Fact]
    public async Task Text_behind_an_open_call_waits_for_its_turn()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(
            Bodies.Text("First. "),
            Bodies.Delta("""  "tool_calls":[{"index":0,"id":"c1","function":{"name":"look","arguments":"{"}}]"""),
            Bodies.Text("Last."),
            Bodies.Delta("""  "tool_calls":[{"index":0,"function":{"arguments":"}"}}]"""),
            Bodies.Stop,
            Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal("First. Last.", Bodies.AllText(items));
        Assert.Equal([("look", "{}")], Bodies.Calls(items));
        Assert.Equal("tool_use", Bodies.StopReason(items));
    }

    [Fact]
    public async Task A_long_name_is_shortened_for_the_upstream_and_restored_for_the_client()
    {
        var name = "mcp__" + new string('x', 80) + ".read";
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Answer = async context =>
        {
            var sent = gateway.Upstream.Only.Json.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString()!;
            Assert.Matches("^[A-Za-z0-9_-]{1,64}$", sent);
            context.Response.ContentType = "text/event-stream";
            var chunk = Bodies.Delta($$$"""  "tool_calls":[{"index":0,"id":"c1","function":{"name":"{{{sent}}}","arguments":"{}"}}]""");
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"data: {chunk}\n\ndata: {Bodies.CallsStop}\n\n"));
        };
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.Ask2($$$"""  "stream":true,"tools":[{"name":{{{JsonSerializer.Serialize(name)}}},"input_schema":{"type":"object"}}],"messages":[{"role":"user","content":"Hi"}]""")));
        Assert.Equal([(name, "{}")], Bodies.Calls(items));
    }

    private static async Task AssertCallsAsync((string Name, string Input)[] expected, params string[] pieces)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream([.. System.Linq.Enumerable.Select(pieces, piece => Bodies.Delta($"\"tool_calls\":[{piece}]")), Bodies.Stop, Bodies.Done]);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal(expected, Bodies.Calls(items));
        Assert.Equal("tool_use", Bodies.StopReason(items));
    }
}

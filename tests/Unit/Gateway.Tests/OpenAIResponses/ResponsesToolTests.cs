using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

public sealed class ResponsesToolTests
{
    private const string Messages = """  "messages":[{"role":"user","content":"Hi"}]""";
    private const string Look = """{"name":"look","description":"Looks.","input_schema":{"$schema":"x","type":"object","properties":{"a":{"type":"string"}}},"cache_control":{"type":"ephemeral"},"eager_input_streaming":true,"strict":true}""";

    [Fact]
    public async Task A_tool_is_a_function_that_is_explicitly_not_strict()
    {
        var sent = (await Ask.SendAsync(Bodies.Ask2($"\"tools\":[{Look},{{\"type\":\"custom\",\"name\":\"bare\",\"input_schema\":{{}}}}],{Messages}"))).Json;
        Ask.Same(
            """
            [{"type":"function","name":"look","description":"Looks.","parameters":{"type":"object","properties":{"a":{"type":"string"}}},"strict":false},
             {"type":"function","name":"bare","parameters":{"type":"object","properties":{}},"strict":false}]
            """,
            sent.GetProperty("tools"));
    }

    [Fact]
    public async Task REG_058_Deferred_tools_wait_until_the_conversation_has_loaded_them_and_the_mark_stays_behind()
    {
        const string Tools = """  "tools":[{"name":"late","input_schema":{"type":"object"},"defer_loading":true},{"name":"never","input_schema":{"type":"object"},"defer_loading":true},{"name":"now","input_schema":{"type":"object"}}]""";
        var sent = (await Ask.SendAsync(Bodies.Ask2($$"""
            {{Tools}},"messages":[{"role":"user","content":"Hi"},
              {"role":"assistant","content":[{"type":"tool_use","id":"s","name":"now","input":{} }]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"s","content":[{"type":"tool_reference","tool_name":"late"}]}]}]
            """)));
        Assert.Equal(["now", "late"], sent.Json.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()));
        Assert.DoesNotContain("defer_loading", sent.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"auto"}""", "\"auto\"")]
    [InlineData("""{"type":"any"}""", "\"required\"")]
    [InlineData("""{"type":"none"}""", "\"none\"")]
    [InlineData("""{"type":"tool","name":"look"}""", """{"type":"function","name":"look"}""")]
    public async Task A_choice_is_put_in_their_words(string choice, string expected) =>
        Ask.Same(expected, (await Ask.SendAsync(Bodies.Ask2($"\"tools\":[{Look}],\"tool_choice\":{choice},{Messages}"))).Json.GetProperty("tool_choice"));

    [Fact]
    public async Task One_at_a_time_is_said_and_without_tools_nothing_is()
    {
        var sent = (await Ask.SendAsync(Bodies.Ask2($"\"tools\":[{Look}],\"tool_choice\":{{\"type\":\"auto\",\"disable_parallel_tool_use\":true}},{Messages}"))).Json;
        Assert.False(sent.GetProperty("parallel_tool_calls").GetBoolean());
        sent = (await Ask.SendAsync(Bodies.Ask2($"\"tool_choice\":{{\"type\":\"auto\",\"disable_parallel_tool_use\":true}},{Messages}"))).Json;
        Assert.False(sent.TryGetProperty("tool_choice", out _) || sent.TryGetProperty("parallel_tool_calls", out _));
    }

    [Fact]
    public async Task A_name_beyond_their_limits_comes_back_as_the_client_knows_it()
    {
        var name = "mcp__server.with.dots__" + new string('n', 80);
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Answer = async context =>
        {
            var changed = gateway.Upstream.Only.Json.GetProperty("tools")[0].GetProperty("name").GetString()!;
            Assert.Matches("^[A-Za-z0-9_-]{1,64}$", changed);
            gateway.Upstream.Stream(Wire.Created, Wire.Added(0, Wire.Call("c", changed)), Wire.Done(0, Wire.Call("c", changed, "{}")), Wire.Completed());
            await gateway.Upstream.Answer(context);
        };
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.Ask2($"\"stream\":true,\"tools\":[{{\"name\":\"{name}\",\"input_schema\":{{\"type\":\"object\"}}}}],{Messages}")));
        Assert.Equal([(name, "{}")], Bodies.Calls(items));
    }
}

using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

public sealed class GeminiToolsTests
{
    private const string Hi = """[{"role":"user","content":"Hi"}]""";
    private const string Search = """{"type":"web_search_20250305","name":"web_search","max_uses":8,"allowed_domains":["a.example"]}""";

    [Fact]
    public async Task A_tools_schema_goes_as_JSON_Schema()
    {
        var sent = await Gem.SentAsync(Hi, """ "tools":[{"name":"a","description":"d","strict":true,"cache_control":{"type":"ephemeral"},"input_schema":{"$schema":"x","type":"object","properties":{"n":{"type":"integer","exclusiveMinimum":0}},"additionalProperties":false}},{"name":"b","input_schema":{}}]""");
        Assert.Equal(
            """[{"functionDeclarations":[{"name":"a","description":"d","parametersJsonSchema":{"type":"object","properties":{"n":{"type":"integer","exclusiveMinimum":0}},"additionalProperties":false}},{"name":"b","description":"","parametersJsonSchema":{"type":"object","properties":{}}}]}]""",
            sent.GetProperty("tools").GetRawText());
        Assert.False(sent.TryGetProperty("toolConfig", out _));
    }

    [Theory]
    [InlineData("""{"type":"auto"}""", """{"mode":"AUTO"}""")]
    [InlineData("""{"type":"any"}""", """{"mode":"ANY"}""")]
    [InlineData("""{"type":"none"}""", """{"mode":"NONE"}""")]
    [InlineData("""{"type":"tool","name":"0 look"}""", """{"mode":"ANY","allowedFunctionNames":["NAME"]}""")]
    public async Task Tool_choice_is_a_mode(string choice, string config)
    {
        var sent = await Gem.SentAsync(Hi, $$""" "tools":[{{Gem.Tool("0 look")}}],"tool_choice":{{choice}}""");
        var name = sent.GetProperty("tools")[0].GetProperty("functionDeclarations")[0].GetProperty("name").GetString();
        Assert.Matches("^_0_look_[0-9a-f]{8}$", name);
        Assert.Equal(config.Replace("NAME", name, System.StringComparison.Ordinal), sent.GetProperty("toolConfig").GetProperty("functionCallingConfig").GetRawText());
    }

    [Fact]
    public async Task A_changed_name_comes_back_as_the_client_knows_it()
    {
        var name = "9 " + new string('x', 200);
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Answer = async context =>
        {
            var called = gateway.Upstream.Requests.Last().Json.GetProperty("tools")[0].GetProperty("functionDeclarations")[0].GetProperty("name").GetString()!;
            Assert.InRange(called.Length, 1, 128);
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Gem.Chunk(Gem.Call(called), "STOP")));
        };
        var stream = await gateway.StreamAsync(Gem.Ask(Hi, $$""" "stream":true,"tools":[{{Gem.Tool(name)}}]"""));
        Assert.Equal(name, Assert.Single(Bodies.Calls(SseGrammar.Check(stream))).Name);
    }

    [Fact]
    public async Task Web_search_is_Googles_and_its_domains_are_asked_for_in_words()
    {
        var sent = await Gem.SentAsync(Hi, $$""" "tools":[{{Search}}],"tool_choice":{"type":"auto"}""");
        Assert.Equal("""[{"googleSearch":{}}]""", sent.GetProperty("tools").GetRawText());
        Assert.False(sent.TryGetProperty("toolConfig", out _));
        Assert.Contains("a.example", sent.GetProperty("systemInstruction").GetRawText(), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Gem.Third, 2)]
    [InlineData(Gem.Second, 1)]
    public async Task Functions_and_Googles_tools_mix_from_the_third_generation_on(string model, int kinds)
    {
        var sent = await Gem.SentAsync(Hi, $$""" "tools":[{{Search}},{{Gem.Tool("a")}}]""", model);
        Assert.Equal(kinds, sent.GetProperty("tools").GetArrayLength());
        Assert.Equal(kinds == 2, sent.TryGetProperty("toolConfig", out var config) && config.GetProperty("includeServerSideToolInvocations").GetBoolean());
    }

    [Fact]
    public async Task An_upstream_that_knows_no_JSON_Schema_gets_the_subset_at_once_and_from_then_on()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Answer = async context =>
        {
            var refused = gateway.Upstream.Requests.Last().Text.Contains("parametersJsonSchema", System.StringComparison.Ordinal);
            context.Response.StatusCode = refused ? 400 : 200;
            context.Response.ContentType = "application/json";
            var body = refused ? """{"error":{"code":400,"message":"Invalid JSON payload received. Unknown name \"parametersJsonSchema\" at 'tools[0]'","status":"INVALID_ARGUMENT"}}""" : Gem.Text("ok", "STOP");
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        };
        var ask = Gem.Ask(Hi, $$""" "tools":[{{Gem.Tool("a")}}]""");
        using var first = await gateway.PostAsync(ask);
        using var second = await gateway.PostAsync(ask);
        Assert.True(first.IsSuccessStatusCode && second.IsSuccessStatusCode);
        Assert.Equal(3, gateway.Upstream.Requests.Count);
        Assert.Equal("""{"type":"OBJECT","properties":{"a":{"type":"STRING"}}}""", gateway.Upstream.Requests.Last().Json.GetProperty("tools")[0].GetProperty("functionDeclarations")[0].GetProperty("parameters").GetRawText());
    }
}

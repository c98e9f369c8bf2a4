using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams.Gemini;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>Thought signatures go out to the client and come back to the part on which they stood.</summary>
public sealed class GeminiSignatureTests
{
    private const string Signed = ""","thoughtSignature":"U0lHTkVE" """;

    [Fact]
    public Task REG_082_A_calls_signature_goes_through_the_client_and_back() => CarriesAsync(stream: true, keepsThinking: true);

    [Fact]
    public Task REG_083_A_signature_survives_a_client_that_keeps_nothing_but_the_call() => CarriesAsync(stream: true, keepsThinking: false);

    [Fact]
    public Task REG_088_A_signature_survives_where_no_stream_is_asked_for() => CarriesAsync(stream: false, keepsThinking: true);

    [Fact]
    public void REG_084_Gemini_is_set_up_in_its_own_format_whose_signatures_are_carried()
    {
        var preset = Presets.All.Single(preset => preset.Name == "Gemini");
        Assert.Equal(ApiFormat.Gemini, preset.ApiFormat);
        Assert.Equal(AuthScheme.GoogleApiKey, preset.AuthScheme);
    }

    [Fact]
    public async Task REG_085_Every_step_keeps_its_own_signature_and_parallel_calls_have_it_once()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json(Gem.Chunk(Gem.Call("a", rest: ""","thoughtSignature":"U1RFUDE=" """) + "," + Gem.Call("b"), "STOP"));
        var first = await ContentAsync(gateway, """[{"role":"user","content":"Hi"}]""");
        var history = $$"""[{"role":"user","content":"Hi"},{"role":"assistant","content":{{first}}},{{Results(first)}}""";
        gateway.Upstream.Json(Gem.Chunk(Gem.Call("a", rest: ""","thoughtSignature":"U1RFUDI=" """), "STOP"));
        var second = await ContentAsync(gateway, history + "]");
        gateway.Upstream.Json(Gem.Text("done", "STOP"));
        await ContentAsync(gateway, $$"""{{history}},{"role":"assistant","content":{{second}}},{{Results(second)}}]""");
        var sent = gateway.Upstream.Requests.Last().Json;
        Assert.Equal("user: text | model: functionCall, functionCall | user: functionResponse, functionResponse | model: functionCall | user: functionResponse", Gem.Shape(sent));
        Assert.Equal("U1RFUDE=", Gem.Part(sent, 1, 0).GetProperty("thoughtSignature").GetString());
        Assert.False(Gem.Part(sent, 1, 1).TryGetProperty("thoughtSignature", out _));
        Assert.Equal("U1RFUDI=", Gem.Part(sent, 3, 0).GetProperty("thoughtSignature").GetString());
    }

    [Theory]
    [InlineData(Gem.Third, "skip_thought_signature_validator")]
    [InlineData(Gem.Second, null)]
    public async Task REG_086_A_call_that_was_made_elsewhere_says_so_where_a_signature_is_required(string model, string? signature)
    {
        var sent = await Gem.SentAsync("""
            [{"role":"user","content":"Hi"},
             {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"EqQBCgIYAhIM"},{"type":"tool_use","id":"toolu_1","name":"a","input":{}},{"type":"tool_use","id":"toolu_2","name":"b","input":{}}]},
             {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"1"},{"type":"tool_result","tool_use_id":"toolu_2","content":"2"}]}]
            """, model: model);
        Assert.Equal(signature, Gem.Part(sent, 1, 0).TryGetProperty("thoughtSignature", out var found) ? found.GetString() : null);
        Assert.False(Gem.Part(sent, 1, 1).TryGetProperty("thoughtSignature", out _));
        Assert.False(Gem.Part(sent, 1, 0).GetProperty("functionCall").TryGetProperty("id", out _));
    }

    [Fact]
    public async Task REG_087_Signatures_that_are_refused_are_left_out_and_the_request_sent_once_more()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json(Gem.Chunk(Gem.Call("a", rest: Signed), "STOP"));
        var content = await ContentAsync(gateway, """[{"role":"user","content":"Hi"}]""");
        var calls = 0;
        gateway.Upstream.Answer = async context =>
        {
            context.Response.StatusCode = calls++ == 0 ? 400 : 200;
            context.Response.ContentType = "application/json";
            var body = calls == 1 ? """{"error":{"code":400,"message":"Corrupted thought signature.","status":"INVALID_ARGUMENT"}}""" : Gem.Text("ok", "STOP");
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body));
        };
        await ContentAsync(gateway, $$"""[{"role":"user","content":"Hi"},{"role":"assistant","content":{{content}}},{{Results(content)}}]""");
        Assert.Equal(2, calls);
        Assert.Equal("skip_thought_signature_validator", Gem.Part(gateway.Upstream.Requests.Last().Json, 1, 0).GetProperty("thoughtSignature").GetString());
    }

    [Fact]
    public async Task REG_089_Reasoning_of_another_upstream_or_account_is_left_out()
    {
        var foreign = GeminiSignature.Pack("another", GeminiSignature.OnText, "WA=="u8);
        var sent = await Gem.SentAsync($$"""
            [{"role":"user","content":"Hi"},
             {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"{{System.Text.Encoding.UTF8.GetString(foreign)}}"},
               {"type":"redacted_thinking","data":"x"},{"type":"thinking","thinking":"Ha","signature":"{{ThinkingSignature.Create("responses", "a", "{}"u8)}}"},{"type":"text","text":"Yes"}]},
             {"role":"user","content":"And?"}]
            """);
        Assert.Equal("user: text | model: text | user: text", Gem.Shape(sent));
        Assert.False(Gem.Part(sent, 1, 0).TryGetProperty("thoughtSignature", out _));
    }

    [Fact]
    public async Task A_texts_signature_comes_behind_it_in_a_stream_and_goes_back_onto_it()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Stream(Gem.Text("The answer"), Gem.Chunk("""{"text":"","thoughtSignature":"VEVYVA=="}""", "STOP"));
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        var signature = Bodies.Joined(items, "signature");
        gateway.Upstream.Json(Gem.Text("ok", "STOP"));
        await ContentAsync(gateway, $$"""[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"text","text":"The answer"},{"type":"thinking","thinking":"","signature":"{{signature}}"}]},{"role":"user","content":"Go on"}]""");
        var sent = gateway.Upstream.Requests.Last().Json;
        Assert.Equal("user: text | model: text | user: text", Gem.Shape(sent));
        Assert.Equal("VEVYVA==", Gem.Part(sent, 1, 0).GetProperty("thoughtSignature").GetString());
    }

    [Fact]
    public async Task A_signed_thought_goes_back_with_its_words()
    {
        await using var gateway = await Gem.StartAsync(Gem.Second);
        gateway.Upstream.Json(Gem.Chunk("""{"text":"I think","thought":true,"thoughtSignature":"VEhJTks="},{"text":"Hello"}""", "STOP"));
        var content = await ContentAsync(gateway, """[{"role":"user","content":"Hi"}]""");
        gateway.Upstream.Json(Gem.Text("ok", "STOP"));
        await ContentAsync(gateway, $$"""[{"role":"user","content":"Hi"},{"role":"assistant","content":{{content}}},{"role":"user","content":"Go on"}]""");
        var sent = gateway.Upstream.Requests.Last().Json;
        Assert.Equal("""{"text":"I think","thought":true,"thoughtSignature":"VEhJTks="}""", Gem.Part(sent, 1, 0).GetRawText());
        Assert.Equal("Hello", Gem.Part(sent, 1, 1).GetProperty("text").GetString());
    }

    [Fact]
    public void The_memory_is_bounded()
    {
        var memory = new SignatureMemory(capacity: 2);
        memory.Remember("a", "1", "x");
        memory.Remember("a", "2", "y");
        memory.Remember("a", "3", "z");
        Assert.Null(memory.Find("a", "1"));
        Assert.Equal("z", memory.Find("a", "3"));
        Assert.Null(memory.Find("b", "3"));
    }

    private static async Task CarriesAsync(bool stream, bool keepsThinking)
    {
        await using var gateway = await Gem.StartAsync();
        if (stream)
            gateway.Upstream.Stream(Gem.Chunk("""{"text":"Let me see.","thought":true}"""), Gem.Chunk(Gem.Call("look", rest: Signed)), Gem.Chunk("""{"text":""}""", "STOP"));
        else
            gateway.Upstream.Json(Gem.Chunk("""{"text":"Let me see.","thought":true},""" + Gem.Call("look", rest: Signed), "STOP"));
        var content = stream ? Replay(await gateway.StreamAsync(Bodies.AskStream)) : await ContentAsync(gateway, """[{"role":"user","content":"Hi"}]""");
        var blocks = Gem.Json(content).EnumerateArray().ToList();
        Assert.Equal("thinking", blocks[^2].GetProperty("type").GetString());
        Assert.StartsWith("cdps.1.gemini.", blocks[^2].GetProperty("signature").GetString(), StringComparison.Ordinal);
        if (!keepsThinking)
            content = $"[{blocks[^1].GetRawText()}]";

        // A gateway that has been started anew remembers nothing; what it knows, the client has told it.
        await using var another = await Gem.StartAsync();
        var asked = keepsThinking ? another : gateway;
        asked.Upstream.Json(Gem.Text("ok", "STOP"));
        await ContentAsync(asked, $$"""[{"role":"user","content":"Hi"},{"role":"assistant","content":{{content}}},{{Results(content)}}]""");
        Assert.Equal("U0lHTkVE", Gem.Part(asked.Upstream.Requests.Last().Json, 1, 0).GetProperty("thoughtSignature").GetString());
    }

    /// <summary>The blocks of a stream, as a client sends them back.</summary>
    private static string Replay(string stream)
    {
        var items = SseGrammar.Check(stream);
        var blocks = items.Where(item => item.Name == "content_block_start").Select(start =>
        {
            var block = start.Data.GetProperty("content_block");
            var deltas = items.Where(item => item.Name == "content_block_delta" && item.Data.GetProperty("index").GetInt32() == start.Data.GetProperty("index").GetInt32()).ToList();
            return block.GetProperty("type").GetString() switch
            {
                "thinking" => $$"""{"type":"thinking","thinking":{{JsonSerializer.Serialize(Bodies.Joined(deltas, "thinking"))}},"signature":"{{Bodies.Joined(deltas, "signature")}}"}""",
                "tool_use" => $$"""{"type":"tool_use","id":"{{block.GetProperty("id").GetString()}}","name":"{{block.GetProperty("name").GetString()}}","input":{{Bodies.Joined(deltas, "partial_json")}}}""",
                _ => $$"""{"type":"text","text":{{JsonSerializer.Serialize(Bodies.Joined(deltas, "text"))}}}""",
            };
        });
        return $"[{string.Join(',', blocks)}]";
    }

    private static async Task<string> ContentAsync(TestGateway gateway, string messages)
    {
        using var response = await gateway.PostAsync(Gem.Ask(messages));
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, body);
        return Gem.Json(body).GetProperty("content").GetRawText();
    }

    private static string Results(string content) => $$"""
        {"role":"user","content":[{{string.Join(',', Gem.Json(content).EnumerateArray().Where(block => block.GetProperty("type").GetString() == "tool_use").Select(call =>
            $$"""{"type":"tool_result","tool_use_id":"{{call.GetProperty("id").GetString()}}","content":"done"}"""))}}]}
        """;
}

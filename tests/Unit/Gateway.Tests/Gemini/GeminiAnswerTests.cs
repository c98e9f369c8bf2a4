using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

public sealed class GeminiAnswerTests
{
    [Fact]
    public async Task Text_streams_with_its_usage_from_the_address_that_asks_for_events()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Stream(Gem.Text("Grüße, "), Gem.Text("\"Welt\" 🌍"), Gem.Text("", "STOP"));
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal("Grüße, \"Welt\" 🌍", Bodies.AllText(items));
        Assert.Equal("end_turn", Bodies.StopReason(items));
        foreach (var usage in new[] { items[0].Data.GetProperty("message").GetProperty("usage"), items[^2].Data.GetProperty("usage") })
        {
            Assert.Equal(24, usage.GetProperty("input_tokens").GetInt32());
            Assert.Equal(10, usage.GetProperty("cache_read_input_tokens").GetInt32());
            Assert.Equal(7, usage.GetProperty("output_tokens").GetInt32());
            Assert.Equal(2, usage.GetProperty("output_tokens_details").GetProperty("thinking_tokens").GetInt32());
        }

        Assert.Equal("/v1beta/models/gemini-3.6-flash:streamGenerateContent?alt=sse", gateway.Upstream.Only.Target);
    }

    [Fact]
    public async Task Who_asks_for_no_stream_gets_one_message()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json(Gem.Chunk("""{"text":"Hm.","thought":true},{"text":"Yes"},""" + Gem.Call("look", """{"a":1.0}"""), "STOP"));
        using var response = await gateway.PostAsync(Bodies.Ask);
        var message = Gem.Json(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("thinking,text,tool_use", string.Join(',', message.GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString())));
        Assert.Equal("""{"a":1.0}""", message.GetProperty("content")[2].GetProperty("input").GetRawText());
        Assert.Equal("tool_use", message.GetProperty("stop_reason").GetString());
        Assert.Equal("/v1beta/models/gemini-3.6-flash:generateContent", gateway.Upstream.Only.Target);
    }

    [Fact]
    public async Task A_document_instead_of_events_events_instead_of_a_document_and_a_list_of_chunks_are_read()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json(Gem.Text("whole", "STOP"));
        Assert.Equal("whole", Bodies.AllText(SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream))));
        gateway.Upstream.Json($"[{Gem.Text("a ")}\n,\r\n{Gem.Text("list", "STOP")}]");
        Assert.Equal("a list", Bodies.AllText(SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream))));
        gateway.Upstream.Stream(Gem.Text("in "), Gem.Text("pieces", "STOP"));
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal("in pieces", Gem.Json(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("STOP", "end_turn")]
    [InlineData("MAX_TOKENS", "max_tokens")]
    [InlineData("SAFETY", "refusal")]
    [InlineData("RECITATION", "refusal")]
    [InlineData("PROHIBITED_CONTENT", "refusal")]
    [InlineData("SPII", "refusal")]
    [InlineData("IMAGE_SAFETY", "refusal")]
    [InlineData("MALFORMED_FUNCTION_CALL", "end_turn")]
    [InlineData("OTHER", "end_turn")]
    [InlineData("SOMETHING_NEW", "end_turn")]
    public void Finish_reasons_are_said_in_Anthropics_words(string finish, string reason) =>
        Assert.Equal(reason, Bodies.StopReason(SseGrammar.Check(Read(Gem.Text("x"), Gem.Text("", finish)))));

    [Theory]
    [InlineData("MALFORMED_FUNCTION_CALL")]
    [InlineData("UNEXPECTED_TOOL_CALL")]
    [InlineData("LANGUAGE")]
    public void A_model_that_fails_before_it_said_anything_is_an_error(string finish)
    {
        var items = SseGrammar.Check(Read($$"""{"candidates":[{"finishReason":"{{finish}}","finishMessage":"print(default_api.look("}]}"""));
        Assert.Equal("error", items[^1].Name);
        Assert.Contains(finish, items[^1].Data.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_ends_a_turn_although_Gemini_says_that_it_stopped()
    {
        var items = SseGrammar.Check(Read(Gem.Chunk(Gem.Call("look") + "," + Gem.Call("run", """{"n":[1,2]}"""), "STOP")));
        Assert.Equal("tool_use", Bodies.StopReason(items));
        Assert.Equal([("look", "{}"), ("run", """{"n":[1,2]}""")], Bodies.Calls(items));
    }

    [Fact]
    public void A_blocked_prompt_is_a_refusal_that_explains_itself()
    {
        var items = SseGrammar.Check(Read("""{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":8}}"""));
        Assert.Equal("refusal", Bodies.StopReason(items));
        Assert.Contains("PROHIBITED_CONTENT", items[^2].Data.GetProperty("delta").GetProperty("stop_details").GetProperty("explanation").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"half an ans\"}]}}]}")]
    public void A_stream_that_ends_early_is_an_error_and_never_the_end_of_a_turn(string chunk) =>
        Assert.Equal("error", SseGrammar.Check(Read(chunk))[^1].Name);

    [Theory]
    [InlineData("""{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}""", "overloaded_error")]
    [InlineData("""[{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED"}}]""", "rate_limit_error")]
    [InlineData("""{"error":{"message":"Broken","status":"INTERNAL"}}""", "api_error")]
    public void An_error_inside_a_stream_is_an_error_event(string chunk, string type)
    {
        var items = SseGrammar.Check(Read(Gem.Text("so far"), chunk));
        Assert.Equal(type, items[^1].Data.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public void A_call_that_Vertex_streams_in_pieces_is_put_together()
    {
        var items = SseGrammar.Check(Read(
            Gem.Chunk("""{"functionCall":{"name":"cook","willContinue":true},"thoughtSignature":"QUJD"}"""),
            Gem.Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.recipe.steps[0]","stringValue":"Bo","willContinue":true}],"willContinue":true}}"""),
            Gem.Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.recipe.steps[0]","stringValue":"il"}],"willContinue":true}}"""),
            Gem.Chunk("""{"functionCall":{"partialArgs":[{"jsonPath":"$.recipe['a.b]']","numberValue":1.50},{"jsonPath":"$.hot","boolValue":true},{"jsonPath":"$.note","nullValue":"NULL_VALUE"}],"willContinue":true}}"""),
            Gem.Chunk("""{"functionCall":{}}"""),
            Gem.Chunk("""{"functionCall":{"name":"serve"}}""", "STOP")));
        Assert.Equal([("cook", """{"recipe":{"steps":["Boil"],"a.b]":1.50},"hot":true,"note":null}"""), ("serve", "{}")], Bodies.Calls(items));
    }

    [Fact]
    public void REG_067_Calls_without_ids_get_the_same_ids_every_time_and_each_its_own()
    {
        var stream = Gem.Chunk(Gem.Call("look") + "," + Gem.Call("look") + "," + """{"functionCall":{"id":"","name":"look","args":{}}}""", "STOP");
        var first = Ids(Read(stream));
        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first, Ids(Read(stream)));
    }

    [Fact]
    public void A_name_that_the_model_takes_from_its_own_module_is_the_tools_name()
    {
        var names = new Gateway.Upstreams.Gemini.GeminiNames();
        names.ForUpstream("Read");
        Assert.Equal("Read", names.ForClient("default_api:Read"));
        Assert.Equal("Read", names.ForClient("default_api.Read"));
        Assert.Equal("default_api:Other", names.ForClient("default_api:Other"));
    }

    [Fact]
    public void What_was_searched_and_run_upstream_is_told_in_pairs_of_blocks()
    {
        var items = SseGrammar.Check(Read(
            Gem.Chunk("""{"executableCode":{"language":"PYTHON","code":"print(1)"}},{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1\n"}}"""),
            Gem.Chunk("""{"text":"It rains."}""", "STOP", ""","groundingMetadata":{"webSearchQueries":["weather","rain"],"groundingChunks":[{"web":{"uri":"https://a.example/1","title":"a.example"}},{"retrievedContext":{}}]}""")));
        var blocks = items.Where(item => item.Name == "content_block_start").Select(item => item.Data.GetProperty("content_block")).ToList();
        Assert.Equal("server_tool_use,code_execution_tool_result,text,server_tool_use,web_search_tool_result", string.Join(',', blocks.Select(block => block.GetProperty("type").GetString())));
        Assert.Equal("1\n", blocks[1].GetProperty("content").GetProperty("stdout").GetString());
        Assert.Equal(blocks[0].GetProperty("id").GetString(), blocks[1].GetProperty("tool_use_id").GetString());
        Assert.All(blocks.Where(block => block.GetProperty("type").GetString() is "server_tool_use" or "web_search_tool_result"), block => Assert.Single(block.EnumerateObject(), member => member.NameEquals("caller")));
        Assert.Equal("https://a.example/1", blocks[4].GetProperty("content")[0].GetProperty("url").GetString());
        Assert.Equal(2, items[^2].Data.GetProperty("usage").GetProperty("server_tool_use").GetProperty("web_search_requests").GetInt32());
        Assert.Equal("end_turn", Bodies.StopReason(items));
    }

    [Fact]
    public async Task Who_takes_one_call_at_a_time_gets_one()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Stream(Gem.Chunk(Gem.Call("look") + "," + Gem.Call("run"), "STOP"));
        var body = Gem.Ask("""[{"role":"user","content":"Hi"}]""", $$""" "stream":true,"tools":[{{Gem.Tool("look")}},{{Gem.Tool("run")}}],"tool_choice":{"type":"auto","disable_parallel_tool_use":true}""");
        Assert.Equal("look", Assert.Single(Bodies.Calls(SseGrammar.Check(await gateway.StreamAsync(body)))).Name);
        Assert.Contains("at most one", gateway.Upstream.Only.Json.GetProperty("systemInstruction").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_stop_sequences_than_Gemini_takes_are_met_all_the_same()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Stream(Gem.Text("one si"), Gem.Text("x seven"), Gem.Text("", "STOP"));
        var items = SseGrammar.Check(await gateway.StreamAsync(Gem.Ask("""[{"role":"user","content":"Hi"}]""", """ "stream":true,"stop_sequences":["a1","a2","a3","a4","a5"," six"]""")));
        Assert.Equal("one", Bodies.AllText(items));
        Assert.Equal("stop_sequence", Bodies.StopReason(items));
        Assert.False(gateway.Upstream.Only.Json.GetProperty("generationConfig").TryGetProperty("stopSequences", out _));
    }

    internal static string Read(params string[] chunks) => Wiretap.Stream(chunks.Select(chunk => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($"data: {chunk}\n\n")));

    private static string[] Ids(string stream) =>
    [
        .. SseGrammar.Check(stream).Where(item => item.Name == "content_block_start").Select(item => item.Data.GetProperty("content_block"))
            .Where(block => block.GetProperty("type").GetString() == "tool_use").Select(block => block.GetProperty("id").GetString()!),
    ];
}

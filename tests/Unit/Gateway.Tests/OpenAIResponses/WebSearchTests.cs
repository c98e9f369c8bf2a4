using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

public sealed class WebSearchTests
{
    private const string Request = """
        {"model":"claude-sonnet-5","max_tokens":100,"stream":true,"tool_choice":{"type":"tool","name":"web_search"},
         "tools":[{"type":"web_search_20250305","name":"web_search","max_uses":8,"allowed_domains":["a.example"],"blocked_domains":[],"user_location":{"type":"approximate","city":"Bern","country":"CH"}}],
         "messages":[{"role":"user","content":"Perform a web search for the query: news"}]}
        """;

    private const string Cited = """{"type":"url_citation","start_index":0,"end_index":4,"title":"A page","url":"https://a.example/1"}""";

    [Fact]
    public async Task REG_072_A_search_is_asked_for_in_their_words()
    {
        var sent = (await Ask.SendAsync(Request)).Json;
        Ask.Same("""[{"type":"web_search","filters":{"allowed_domains":["a.example"]},"user_location":{"type":"approximate","city":"Bern","country":"CH"}}]""", sent.GetProperty("tools"));
        Ask.Same("\"required\"", sent.GetProperty("tool_choice"));
        sent = (await Ask.SendAsync(Request.Replace("\"tools\":[", "\"tools\":[{\"name\":\"look\",\"input_schema\":{}},", StringComparison.Ordinal))).Json;
        Ask.Same("""{"type":"allowed_tools","mode":"required","tools":[{"type":"web_search"}]}""", sent.GetProperty("tool_choice"));
        Ask.Same("8", sent.GetProperty("max_tool_calls"));
        Assert.Contains("web_search_call.action.sources", sent.GetProperty("include").EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task REG_072_A_search_is_told_as_the_pair_of_blocks_that_the_client_reads_its_links_from()
    {
        var items = await StreamAsync(
            Wire.Created,
            Wire.Added(0, """{"type":"web_search_call","id":"ws_1","status":"in_progress"}"""),
            """{"type":"response.web_search_call.searching","output_index":0,"item_id":"ws_1"}""",
            Wire.Done(0, """{"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"news","sources":[{"type":"url","url":"https://a.example/1"},{"type":"url","url":"https://a.example/2"}]}}"""),
            Wire.Added(1, Wire.Message()), Wire.Text(1, "News."), Wire.Done(1, Wire.Message("News.")),
            Wire.Completed());
        var blocks = Blocks(items);
        Assert.Equal(["server_tool_use", "web_search_tool_result", "text"], blocks.Select(Kind));
        Assert.Equal("news", blocks[0].GetProperty("input").GetProperty("query").GetString());
        Assert.StartsWith("srvtoolu_", blocks[0].GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(blocks[0].GetProperty("id").GetString(), blocks[1].GetProperty("tool_use_id").GetString());
        Assert.Equal(["https://a.example/1", "https://a.example/2"], Urls(blocks[1]));
        Assert.Equal(1, items[^2].Data.GetProperty("usage").GetProperty("server_tool_use").GetProperty("web_search_requests").GetInt32());
        Assert.Equal("end_turn", Bodies.StopReason(items));
    }

    [Fact]
    public async Task Where_no_sources_are_named_the_links_are_those_that_the_text_cites()
    {
        var items = await StreamAsync(
            Wire.Created,
            Wire.Added(0, """{"type":"web_search_call","id":"ws_1","status":"in_progress"}"""),
            Wire.Done(0, """{"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"news"}}"""),
            Wire.Added(1, Wire.Message()), Wire.Text(1, "News."),
            $$"""{"type":"response.output_text.annotation.added","output_index":1,"content_index":0,"annotation_index":0,"annotation":{{Cited}}}""",
            Wire.Done(1, Wire.Message("News.", Cited)),
            Wire.Completed());
        var blocks = Blocks(items);
        Assert.Equal(["text", "server_tool_use", "web_search_tool_result"], blocks.Select(Kind));
        Assert.Equal(["https://a.example/1"], Urls(blocks[2]));
        Assert.Equal("A page", blocks[2].GetProperty("content")[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_search_that_failed_says_so()
    {
        var items = await StreamAsync(Wire.Created, Wire.Done(0, """{"type":"web_search_call","id":"ws_1","status":"failed","action":{"type":"search","query":"news"}}"""), Wire.Completed());
        Assert.Equal("web_search_tool_result_error", Blocks(items)[1].GetProperty("content").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Reasoning_before_a_search_is_not_shown_again_since_the_search_is_not()
    {
        var own = Messages.ThinkingSignature.Create("responses", Ask.Account, "one"u8);
        var input = await Ask.InputAsync($$"""
            {"role":"user","content":"Go"},
            {"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"{{own}}"},{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"} },{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[]},{"type":"text","text":"News."}]},
            {"role":"user","content":"Thanks"}
            """);
        Assert.Equal(["message", "message", "message"], input.EnumerateArray().Select(item => item.GetProperty("type").GetString()));
    }

    private static async Task<List<SseItem>> StreamAsync(params string[] events)
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Stream(events);
        return SseGrammar.Check(await gateway.StreamAsync(Request));
    }

    private static List<JsonElement> Blocks(IEnumerable<SseItem> items) =>
        [.. items.Where(item => item.Name == "content_block_start").Select(item => item.Data.GetProperty("content_block"))];

    private static string? Kind(JsonElement block) => block.GetProperty("type").GetString();

    private static IEnumerable<string?> Urls(JsonElement result) => result.GetProperty("content").EnumerateArray().Select(link => link.GetProperty("url").GetString());
}

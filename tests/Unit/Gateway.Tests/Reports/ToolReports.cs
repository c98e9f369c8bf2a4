using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class ToolReports
{
    [Theory]
    [InlineData("[1, 2]", "[1, 2]")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("7", "7")]
    [InlineData("null", "{}")]
    [InlineData("\"\"", "{}")]
    [InlineData("\"{\\\"at\\\":1.0}\"", "{\"at\":1.0}")]
    [InlineData("{\"at\": 1}", "{\"at\": 1}")]
    public async Task REG_048_An_input_that_is_no_object_is_kept(string input, string expected)
    {
        var sent = await Sent.ToChatAsync($$"""  "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"look","input":{{input}}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"R"}]}]""");
        Assert.Equal(expected, sent.Messages()[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString());
    }

    [Fact]
    public async Task REG_059_Only_loaded_tools_are_shown_and_what_was_loaded_is_said_in_words()
    {
        var sent = await Sent.ToChatAsync("""
            "tools":[{"name":"ToolSearch","input_schema":{"type":"object"}},{"name":"Fetch","defer_loading":true,"input_schema":{"type":"object"}},{"name":"Loaded","defer_loading":true,"input_schema":{"type":"object"}},{"name":"Bash","input_schema":{"type":"object"}}],
            "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"ToolSearch","input":{"query":"select:Loaded"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"tool_reference","tool_name":"Loaded"}]},{"type":"text","text":"Tool loaded."}]}]
            """);
        Assert.Equal(["ToolSearch", "Bash", "Loaded"], sent.Json.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("function").GetProperty("name").GetString()));
        Assert.Equal("Tool Loaded is now available.", sent.Messages()[2].GetProperty("content").GetString());
        Assert.DoesNotContain("tool_reference", sent.Text, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_060_A_tool_search_reaches_an_OpenAI_model_as_nothing_it_does_not_know()
    {
        var sent = await Sent.ToChatAsync(
            """
            "tools":[{"type":"tool_search_tool_regex_20251119","name":"tool_search_tool_regex"},{"name":"Later","defer_loading":true,"input_schema":{"type":"object"}},{"name":"Now","defer_loading":false,"input_examples":[{}],"allowed_callers":["direct"],"input_schema":{"type":"object","properties":{}}}],
            "messages":[{"role":"user","content":"Hi"}]
            """,
            "gpt-5.5");
        Sent.AssertJson("""[{"type":"function","function":{"name":"Now","parameters":{"type":"object","properties":{}}}}]""", sent.Json.GetProperty("tools"));
    }

    [Fact]
    public async Task REG_061_A_tools_own_keys_never_get_into_its_schema()
    {
        var sent = await Sent.ToChatAsync("""
            "tools":[{"type":"custom","name":"look","strict":true,"properties":{"x":{}},"required":["x"],"input_schema":{"type":"object","properties":{"at":{"type":"string"}}}}],"messages":[{"role":"user","content":"Hi"}]
            """);
        Sent.AssertJson("""[{"type":"function","function":{"name":"look","parameters":{"type":"object","properties":{"at":{"type":"string"}}}}}]""", sent.Json.GetProperty("tools"));
    }

    [Theory]
    [InlineData("{\"type\":\"object\"}")]
    [InlineData("{\"type\":\"object\",\"properties\":null}")]
    [InlineData("{\"type\":\"object\",\"properties\":[]}")]
    public Task REG_062_A_schema_without_properties_gets_none_to_show(string schema) => AssertSchemaAsync(schema);

    [Theory]
    [InlineData("")]
    [InlineData("\"tools\":[],")]
    [InlineData("\"tools\":[{\"name\":\"Later\",\"defer_loading\":true,\"input_schema\":{\"type\":\"object\"}}],")]
    public async Task REG_063_No_choice_is_sent_where_no_tool_is_left(string tools)
    {
        var sent = await Sent.ToChatAsync(tools + """  "tool_choice":{"type":"any","disable_parallel_tool_use":true},"messages":[{"role":"user","content":"Hi"}]""");
        Sent.AssertJson("""{"model":"upstream-model","max_tokens":100,"messages":[{"role":"user","content":"Hi"}]}""", sent.Json);
    }

    [Theory]
    [InlineData("{\"type\":null,\"properties\":{}}")]
    [InlineData("{\"type\":[\"object\",\"null\"],\"properties\":{}}")]
    public Task REG_064_A_schemas_type_is_always_object(string schema) => AssertSchemaAsync(schema);

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"properties\":{},\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}")]
    public Task REG_074_A_schema_that_names_no_type_is_an_object(string schema) => AssertSchemaAsync(schema);

    [Fact]
    public async Task REG_071_A_search_that_is_left_out_is_not_insisted_on()
    {
        var sent = await Sent.ToChatAsync("""
            "tools":[{"type":"web_search_20250305","name":"web_search","max_uses":8},{"name":"look","input_schema":{"type":"object","properties":{}}}],"tool_choice":{"type":"tool","name":"web_search"},"messages":[{"role":"user","content":"Hi"}]
            """);
        Assert.False(sent.Json.TryGetProperty("tool_choice", out _));
        Assert.Equal("look", Assert.Single(sent.Json.GetProperty("tools").EnumerateArray()).GetProperty("function").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task REG_071_A_request_for_nothing_but_a_search_that_is_not_there_is_a_failed_search(bool stream)
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await gateway.PostAsync(Bodies.Ask2($$"""
            "stream":{{(stream ? "true" : "false")}},"tools":[{"type":"web_search_20250305","name":"web_search","max_uses":8}],"tool_choice":{"type":"tool","name":"web_search"},
            "messages":[{"role":"user","content":"Perform a web search for the query: tea houses"}]
            """));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var blocks = stream
            ? [.. SseGrammar.Check(text).Where(item => item.Name == "content_block_start").Select(item => item.Data.GetProperty("content_block"))]
            : JsonDocument.Parse(text).RootElement.GetProperty("content").EnumerateArray().ToArray();
        Assert.Equal(["server_tool_use", "web_search_tool_result", "text"], blocks.Select(block => block.GetProperty("type").GetString()));
        Assert.Equal("tea houses", blocks[0].GetProperty("input").GetProperty("query").GetString());
        Assert.Equal(blocks[0].GetProperty("id").GetString(), blocks[1].GetProperty("tool_use_id").GetString());
        Assert.Equal("unavailable", blocks[1].GetProperty("content").GetProperty("error_code").GetString());
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task REG_073_A_search_in_a_Responses_stream_reaches_the_client()
    {
        const string Search = """{"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"tea","sources":[{"type":"url","url":"https://t.example"}]}}""";
        await using var gateway = await TestGateway.StartAsync(ApiFormat.OpenAIResponses, "gpt-5.5");
        gateway.Upstream.Stream(
            """{"type":"response.created","response":{"id":"r","status":"in_progress"}}""",
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"web_search_call","id":"ws_1","status":"in_progress"}}""",
            """{"type":"response.web_search_call.searching","output_index":0,"item_id":"ws_1"}""",
            """{"type":"response.web_search_call.completed","output_index":0,"item_id":"ws_1"}""",
            $$"""{"type":"response.output_item.done","output_index":0,"item":{{Search}}}""",
            """{"type":"response.output_item.added","output_index":1,"item":{"type":"message","id":"m","role":"assistant","content":[]}}""",
            """{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":"Tea."}""",
            $$$$"""{"type":"response.completed","response":{"id":"r","status":"completed","output":[{{{{Search}}}}],"usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5}}}""");
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.Ask2("""  "stream":true,"tools":[{"type":"web_search_20250305","name":"web_search"}],"messages":[{"role":"user","content":"Hi"}]""")));
        var blocks = items.Where(item => item.Name == "content_block_start").Select(item => item.Data.GetProperty("content_block")).ToArray();
        Assert.Equal(["server_tool_use", "web_search_tool_result", "text"], blocks.Select(block => block.GetProperty("type").GetString()));
        Assert.Equal("https://t.example", blocks[1].GetProperty("content")[0].GetProperty("url").GetString());
        Assert.Equal(1, items.Single(item => item.Name == "message_delta").Data.GetProperty("usage").GetProperty("server_tool_use").GetProperty("web_search_requests").GetInt32());
    }

    private static async Task AssertSchemaAsync(string schema)
    {
        var sent = await Sent.ToChatAsync($$"""  "tools":[{"name":"look","input_schema":{{schema}}}],"messages":[{"role":"user","content":"Hi"}]""");
        Assert.Equal("""{"type":"object","properties":{}}""", sent.Json.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters").GetRawText());
    }
}

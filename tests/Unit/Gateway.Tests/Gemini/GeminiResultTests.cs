using System;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

public sealed class GeminiResultTests
{
    private const string Calls = """{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"gfc_a1","name":"look","input":{"n":1}},{"type":"tool_use","id":"gfx_2","name":"look","input":{"n":2}},{"type":"tool_use","id":"t3","name":"mcp__s rv__run!","input":{}}]}""";

    [Fact]
    public async Task REG_068_Results_stand_in_the_order_of_the_calls_under_their_names()
    {
        var sent = await Gem.SentAsync($$"""
            [{{Calls}},{"role":"user","content":[{"type":"text","text":"Meanwhile"},{"type":"tool_result","tool_use_id":"t3","content":"3"},{"type":"tool_result","tool_use_id":"gfc_a1","content":[{"type":"text","text":"1a"},{"type":"text","text":"1b"}]},{"type":"tool_result","tool_use_id":"gfx_2","content":"2"}]}]
            """);
        Assert.Equal("user: text | model: text, functionCall, functionCall, functionCall | user: functionResponse, functionResponse, functionResponse, text", Gem.Shape(sent));
        Assert.Equal("""{"id":"a1","name":"look","args":{"n":1}}""", Gem.Part(sent, 1, 1).GetProperty("functionCall").GetRawText());
        Assert.Equal("""{"name":"look","args":{"n":2}}""", Gem.Part(sent, 1, 2).GetProperty("functionCall").GetRawText());
        Assert.Equal("""{"id":"a1","name":"look","response":{"output":"1a\n1b"}}""", Gem.Part(sent, 2, 0).GetProperty("functionResponse").GetRawText());
        Assert.Equal("""{"name":"look","response":{"output":"2"}}""", Gem.Part(sent, 2, 1).GetProperty("functionResponse").GetRawText());
        Assert.Equal(Gem.Part(sent, 1, 3).GetProperty("functionCall").GetProperty("name").GetString(), Gem.Part(sent, 2, 2).GetProperty("functionResponse").GetProperty("name").GetString());
        Assert.Matches("^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$", Gem.Part(sent, 1, 3).GetProperty("functionCall").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_missing_result_is_an_error_an_orphan_is_text_and_a_failed_call_says_so()
    {
        var sent = await Gem.SentAsync($$"""
            [{{Calls}},{"role":"user","content":[{"type":"tool_result","tool_use_id":"gfx_2","is_error":true,"content":"Not found"},{"type":"tool_result","tool_use_id":"nobody","content":"lost"},{"type":"tool_result","tool_use_id":"t3"}]}]
            """);
        Assert.Contains("No result", Gem.Part(sent, 2, 0).GetProperty("functionResponse").GetProperty("response").GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"error":"Not found"}""", Gem.Part(sent, 2, 1).GetProperty("functionResponse").GetProperty("response").GetRawText());
        Assert.Equal("""{"output":""}""", Gem.Part(sent, 2, 2).GetProperty("functionResponse").GetProperty("response").GetRawText());
        Assert.Equal("lost", Gem.Part(sent, 2, 4).GetProperty("text").GetString());
    }

    [Fact]
    public async Task REG_076_A_results_image_stands_in_the_result_of_a_third_generation_model()
    {
        var sent = await Gem.SentAsync(WithMedia);
        Assert.Equal("user: text | model: functionCall | user: functionResponse", Gem.Shape(sent));
        Assert.Equal(
            """{"name":"shot","response":{"output":"done"},"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"}},{"inlineData":{"mimeType":"application/pdf","data":"BBBB"}}]}""",
            Gem.Part(sent, 2, 0).GetProperty("functionResponse").GetRawText());
    }

    [Fact]
    public async Task REG_076_A_results_image_stands_right_behind_the_result_of_an_earlier_model()
    {
        var sent = await Gem.SentAsync(WithMedia, model: Gem.Second);
        Assert.Equal("user: text | model: functionCall | user: functionResponse, inlineData, inlineData", Gem.Shape(sent));
        Assert.Equal("done\n[2 attached below]", Gem.Part(sent, 2, 0).GetProperty("functionResponse").GetProperty("response").GetProperty("output").GetString());
    }

    [Fact]
    public async Task A_loaded_tool_is_named_in_the_result_and_stands_last_among_the_tools()
    {
        var sent = await Gem.SentAsync(
            """[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"s","name":"ToolSearch","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"s","content":[{"type":"tool_reference","tool_name":"Late"}]},{"type":"text","text":"Tool loaded."}]}]""",
            """ "tools":[{"name":"Late","defer_loading":true,"input_schema":{"type":"object"}},{"name":"Never","defer_loading":true,"input_schema":{"type":"object"}},{"name":"ToolSearch","input_schema":{"type":"object"}}]""");
        Assert.Equal("Tool Late is now available.", Gem.Part(sent, 2, 0).GetProperty("functionResponse").GetProperty("response").GetProperty("output").GetString());
        var declared = sent.GetProperty("tools")[0].GetProperty("functionDeclarations");
        Assert.Equal((2, "ToolSearch", "Late"), (declared.GetArrayLength(), declared[0].GetProperty("name").GetString(), declared[1].GetProperty("name").GetString()));
        Assert.False(declared[1].TryGetProperty("defer_loading", out _));
    }

    private const string WithMedia = """
        [{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"shot","input":{}}]},
         {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"done"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},
           {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"BBBB"}}]}]}]
        """;
}

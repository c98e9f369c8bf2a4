using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

public sealed class GeminiRequestTests
{
    private const string Hi = """[{"role":"user","content":"Hi"}]""";

    [Fact]
    public async Task The_system_prompt_is_the_instruction_and_the_billing_header_stays_here()
    {
        var sent = await Gem.SentAsync(Hi, """ "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=1;"},{"type":"text","text":"Be \"kind\".","cache_control":{"type":"ephemeral"}},{"type":"text","text":""}]""");
        Assert.Equal("""{"parts":[{"text":"Be \"kind\"."}]}""", sent.GetProperty("systemInstruction").GetRawText());
    }

    [Fact]
    public async Task REG_045_A_system_message_keeps_its_place_in_the_conversation()
    {
        var sent = await Gem.SentAsync("""[{"role":"user","content":"Hi"},{"role":"system","content":"Speak German."},{"role":"assistant","content":"Ja"},{"role":"system","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"user","content":"Gut"}]""");
        Assert.Equal("user: text, text | model: text | user: text, text", Gem.Shape(sent));
        Assert.Equal("<system-reminder>\nSpeak German.\n</system-reminder>", Gem.Part(sent, 0, 1).GetProperty("text").GetString());
        Assert.Equal("<system-reminder>\na\n\nb\n</system-reminder>", Gem.Part(sent, 2, 0).GetProperty("text").GetString());
        Assert.False(sent.TryGetProperty("systemInstruction", out _));
    }

    [Fact]
    public async Task REG_047_Empty_texts_are_left_out_and_no_content_is_empty()
    {
        var sent = await Gem.SentAsync("""[{"role":"user","content":[{"type":"text","text":""},{"type":"text","text":"Hi"}]},{"role":"assistant","content":[{"type":"text","text":""}]},{"role":"assistant","content":""},{"role":"user","content":"?"}]""");
        Assert.Equal("user: text, text", Gem.Shape(sent));
    }

    [Fact]
    public async Task The_user_speaks_first_and_last_and_nobody_twice_in_a_row()
    {
        var sent = await Gem.SentAsync("""[{"role":"assistant","content":"Hello"},{"role":"user","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"},{"role":"assistant","content":"d"}]""");
        Assert.Equal("user: text | model: text | user: text, text | model: text, text | user: text", Gem.Shape(sent));
    }

    [Fact]
    public async Task Images_documents_and_search_results_are_parts()
    {
        var sent = await Gem.SentAsync("""
            [{"role":"user","content":[
              {"type":"image","source":{"type":"base64","media_type":"image/webp","data":"AAAA"}},
              {"type":"image","source":{"type":"url","url":"https://e.example/p.jpg?x=1"}},
              {"type":"document","title":"T","source":{"type":"base64","media_type":"application/pdf","data":"BBBB"}},
              {"type":"document","source":{"type":"url","url":"https://e.example/d"}},
              {"type":"document","title":"N","source":{"type":"text","media_type":"text/plain","data":"words"}},
              {"type":"search_result","title":"S","source":"https://s.example","content":[{"type":"text","text":"found"}]}]}]
            """);
        Assert.Equal("user: inlineData, fileData, inlineData, fileData, text, text, text", Gem.Shape(sent));
        Assert.Equal("""{"inlineData":{"mimeType":"image/webp","data":"AAAA"}}""", Gem.Part(sent, 0, 0).GetRawText());
        Assert.Equal("""{"fileData":{"mimeType":"image/jpeg","fileUri":"https://e.example/p.jpg?x=1"}}""", Gem.Part(sent, 0, 1).GetRawText());
        Assert.Equal("""{"inlineData":{"mimeType":"application/pdf","data":"BBBB"}}""", Gem.Part(sent, 0, 2).GetRawText());
        Assert.Equal("application/pdf", Gem.Part(sent, 0, 3).GetProperty("fileData").GetProperty("mimeType").GetString());
        Assert.Equal("N\n\nwords", Gem.Part(sent, 0, 4).GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_another_upstream_searched_stays_in_the_history_as_addresses()
    {
        var sent = await Gem.SentAsync("""
            [{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"}},
              {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://a.example","title":"A","encrypted_content":"x"}]},
              {"type":"code_execution_tool_result","tool_use_id":"s","content":{"type":"code_execution_result","stdout":"1"}},{"type":"text","text":"So."}]},{"role":"user","content":"?"}]
            """);
        Assert.Equal("user: text | model: text, text | user: text", Gem.Shape(sent));
        Assert.Contains("A: https://a.example", Gem.Part(sent, 1, 0).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sampling_limits_and_format_have_their_own_names()
    {
        var sent = await Gem.SentAsync(Hi, """ "temperature":0.5,"top_p":0.9,"top_k":40,"stop_sequences":["END"],"output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}},"service_tier":"auto","metadata":{"user_id":"u"},"context_management":{"edits":[]}""");
        Assert.Equal(
            """{"maxOutputTokens":100,"temperature":0.5,"topP":0.9,"topK":40,"stopSequences":["END"],"responseMimeType":"application/json","responseJsonSchema":{"type":"object"}}""",
            sent.GetProperty("generationConfig").GetRawText());
        Assert.Equal(["contents", "generationConfig"], sent.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("gemini-3.6-flash", 65536)]
    [InlineData("models/gemini-2.5-pro", 65536)]
    [InlineData("gemini-2.0-flash", 8192)]
    [InlineData("somebody-elses", 128000)]
    public async Task No_more_is_asked_for_than_the_model_writes(string model, int most)
    {
        await using var gateway = await Gem.StartAsync(model);
        gateway.Upstream.Json(Gem.Text("ok", "STOP"));
        using var response = await gateway.PostAsync("""{"model":"claude-sonnet-5","max_tokens":128000,"messages":[{"role":"user","content":"Hi"}]}""");
        Assert.Equal(most, gateway.Upstream.Only.Json.GetProperty("generationConfig").GetProperty("maxOutputTokens").GetInt32());
    }

    [Theory]
    [InlineData(Gem.Third, """ "thinking":{"type":"adaptive","display":"omitted"},"output_config":{"effort":"high"}""", """{"thinkingLevel":"HIGH","includeThoughts":false}""")]
    [InlineData(Gem.Third, """ "thinking":{"type":"adaptive"},"output_config":{"effort":"medium"}""", """{"thinkingLevel":"MEDIUM","includeThoughts":true}""")]
    [InlineData(Gem.Third, """ "thinking":{"type":"disabled"},"output_config":{"effort":"max"}""", """{"thinkingLevel":"MINIMAL","includeThoughts":false}""")]
    [InlineData(Gem.Third, """ "thinking":{"type":"enabled","budget_tokens":2000}""", """{"thinkingLevel":"LOW","includeThoughts":true}""")]
    [InlineData(Gem.Third, """ "thinking":{"type":"adaptive"}""", """{"includeThoughts":true}""")]
    [InlineData("gemini-3-pro-preview", """ "output_config":{"effort":"medium"}""", """{"thinkingLevel":"LOW","includeThoughts":false}""")]
    [InlineData("gemini-3.1-pro-preview", """ "thinking":{"type":"disabled"}""", """{"thinkingLevel":"LOW","includeThoughts":false}""")]
    [InlineData("gemini-2.5-pro", """ "thinking":{"type":"disabled"}""", """{"thinkingBudget":128,"includeThoughts":false}""")]
    [InlineData("gemini-2.5-pro", """ "thinking":{"type":"enabled","budget_tokens":99999}""", """{"thinkingBudget":32768,"includeThoughts":true}""")]
    [InlineData(Gem.Second, """ "thinking":{"type":"disabled"}""", """{"thinkingBudget":0,"includeThoughts":false}""")]
    [InlineData(Gem.Second, """ "thinking":{"type":"adaptive"},"output_config":{"effort":"high"}""", """{"thinkingBudget":-1,"includeThoughts":true}""")]
    [InlineData(Gem.Second, """ "output_config":{"effort":"low"}""", """{"thinkingBudget":2048,"includeThoughts":false}""")]
    [InlineData("gemini-2.0-flash", """ "thinking":{"type":"adaptive"},"output_config":{"effort":"high"}""", null)]
    [InlineData(Gem.Third, """ "temperature":1""", null)]
    public async Task Effort_and_thinking_become_a_level_or_a_budget_and_never_both(string model, string rest, string? expected)
    {
        var sent = await Gem.SentAsync(Hi, rest, model);
        Assert.Equal(expected, sent.GetProperty("generationConfig").TryGetProperty("thinkingConfig", out var found) ? found.GetRawText() : null);
    }

    [Theory]
    [InlineData(Hi, """ "mcp_servers":[{"type":"url"}]""", "mcp_servers")]
    [InlineData(Hi, """ "container":"c" """, "container")]
    [InlineData(Hi, """ "output_config":{"format":{"type":"text"}}""", "output_config.format")]
    [InlineData(Hi, """ "tools":[{"type":"computer_20251124","name":"computer"}]""", "computer_20251124")]
    [InlineData(Hi, """ "tools":[{"name":"a","input_schema":{"type":"object"}}],"tool_choice":{"type":"tool","name":"b"}""", "tool_choice.name")]
    [InlineData("""[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}]""", "", "messages.0.content.0")]
    [InlineData("""[{"role":"user","content":[{"type":"novelty"}]}]""", "", "novelty")]
    [InlineData("""[{"role":"robot","content":"x"}]""", "", "messages.0.role")]
    [InlineData("[]", "", "messages")]
    public async Task What_cannot_be_said_and_matters_is_refused_by_name(string messages, string rest, string named) =>
        Assert.Contains(named, await Gem.RefusedAsync(messages, rest), StringComparison.Ordinal);
}

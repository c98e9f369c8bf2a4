using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class RoleReports
{
    private const string Wandering = """
        "messages":[
          {"role":"user","content":"Hi"},{"role":"system","content":[{"type":"text","text":"Early."}]},
          {"role":"assistant","content":"Yes"},{"role":"system","content":"Late."},{"role":"user","content":"Go"},{"role":"system","content":"Last."}]
        """;

    [Fact]
    public async Task REG_042_A_system_message_is_taken_anywhere_and_keeps_its_place()
    {
        var sent = await Sent.ToChatAsync(Wandering);
        Sent.AssertJson(
            """
            [{"role":"user","content":"Hi"},{"role":"system","content":"Early."},{"role":"assistant","content":"Yes"},
             {"role":"system","content":"Late."},{"role":"user","content":"Go"},{"role":"system","content":"Last."}]
            """,
            sent.Messages());
        Assert.EndsWith(Wandering + "}", (await Sent.ToAnthropicAsync(Wandering)).Text, System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_043_All_that_a_current_Claude_Code_sends_is_taken()
    {
        var sent = await Sent.ToChatAsync("""
            "stream":false,
            "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2; cc_entrypoint=cli;"},{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
            "tools":[{"name":"DeferredToolPlaceholder","description":"d","input_schema":{"type":"object"},"defer_loading":true},
                     {"name":"Read","description":"Reads.","eager_input_streaming":true,"strict":true,"input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"limit":{"type":"integer","exclusiveMinimum":0}},"additionalProperties":false}}],
            "metadata":{"user_id":"{\"device_id\":\"d\",\"account_uuid\":\"\",\"session_id\":\"s\"}"},
            "thinking":{"type":"adaptive","display":"omitted"},
            "context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
            "output_config":{"effort":"medium"},"diagnostics":{"x":1},"fallbacks":[],"safeguard_tags":["a"],"speed":"standard",
            "messages":[{"role":"user","content":[{"type":"text","text":"Hi","cache_control":{"type":"ephemeral"}}]},{"role":"system","content":[{"type":"text","text":"Environment.","cache_control":{"type":"ephemeral"}}]}]
            """);
        Sent.AssertJson(
            """
            {"model":"upstream-model","max_tokens":100,
             "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},{"role":"system","content":"Environment."}],
             "tools":[{"type":"function","function":{"name":"Read","description":"Reads.","parameters":{"type":"object","properties":{"limit":{"type":"integer","exclusiveMinimum":0}},"additionalProperties":false}}}]}
            """,
            sent.Json);
    }

    [Fact]
    public async Task REG_046_Every_documented_block_of_a_history_is_taken()
    {
        var sent = await Sent.ToChatAsync("""
            "messages":[
              {"role":"user","content":[{"type":"text","text":"Ask"},{"type":"search_result","title":"T","source":"https://e.example","content":[{"type":"text","text":"Found."}]},{"type":"document","source":{"type":"text","media_type":"text/plain","data":"Plain."}},{"type":"image","source":{"type":"url","url":"https://e.example/i.png"}}]},
              {"role":"assistant","content":[
                {"type":"thinking","thinking":"secret thought","signature":"s"},{"type":"redacted_thinking","data":"secret data"},{"type":"compaction","content":"Summary."},
                {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"}},
                {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","title":"Page","url":"https://p.example","encrypted_content":"opaque","page_age":null}]},
                {"type":"web_fetch_tool_result","tool_use_id":"srvtoolu_2","content":{"type":"web_fetch_result","url":"https://f.example","content":{"type":"document","source":{"type":"text","media_type":"text/plain","data":"Fetched."}}}},
                {"type":"bash_code_execution_tool_result","tool_use_id":"srvtoolu_3","content":{"type":"bash_code_execution_result","stdout":"out","stderr":"","return_code":0,"content":[]}},
                {"type":"mcp_tool_use","id":"mcptoolu_1","name":"m","server_name":"s","input":{}},{"type":"mcp_tool_result","tool_use_id":"mcptoolu_1","is_error":false,"content":[{"type":"text","text":"Told."}]},
                {"type":"fallback","reason":"r"},{"type":"text","text":"Well."},{"type":"tool_use","id":"a","name":"look","input":{}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"browser_state","tabs":[{"title":"Tab","url":"https://t.example","active":true}]},{"type":"tool_reference","tool_name":"Grep"},{"type":"search_result","title":"U","source":"https://u.example","content":[{"type":"text","text":"Inner."}]}]},{"type":"thinking","thinking":"secret thought","signature":"s"}]}]
            """);
        Assert.DoesNotContain("secret", sent.Text, System.StringComparison.Ordinal);
        Assert.DoesNotContain("opaque", sent.Text, System.StringComparison.Ordinal);
        var messages = sent.Messages().EnumerateArray().ToArray();
        Assert.Equal(["user", "assistant", "tool"], messages.Select(message => message.GetProperty("role").GetString()));
        Assert.Equal("Summary.\n\nPage\n\nhttps://p.example\n\nhttps://f.example\n\nFetched.\n\nout\n\nTold.\n\nWell.", messages[1].GetProperty("content").GetString());
        Assert.Equal("Tab\nhttps://t.example\nTool Grep is now available.\nU\nhttps://u.example\nInner.", messages[2].GetProperty("content").GetString());
    }
}

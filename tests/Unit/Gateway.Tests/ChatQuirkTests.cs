using System;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ChatQuirkTests
{
    private const string Ask = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    [Theory]
    [InlineData("api.deepseek.com", "deepseek-v4-pro", "\"thinking\":{\"type\":\"disabled\"},\"output_config\":{\"effort\":\"high\"}", """{"thinking":{"type":"disabled"}}""")]
    [InlineData("api.deepseek.com", "deepseek-v4-pro", "\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"medium\"}", """{"thinking":{"type":"enabled"},"reasoning_effort":"high"}""")]
    [InlineData("open.bigmodel.cn", "glm-5", "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":5000}", """{"thinking":{"type":"enabled"}}""")]
    [InlineData("api.moonshot.ai", "kimi-k3", "\"thinking\":{\"type\":\"adaptive\"}", """{"thinking":{"type":"enabled"}}""")]
    [InlineData("api.minimax.io", "MiniMax-M3", "\"thinking\":{\"type\":\"adaptive\"}", """{"thinking":{"type":"adaptive"},"reasoning_split":true}""")]
    [InlineData("dashscope.aliyuncs.com", "qwen3-max", "\"stream\":true,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":5000}", """{"enable_thinking":true,"thinking_budget":5000}""")]
    [InlineData("api-inference.modelscope.cn", "Qwen/Qwen3-32B", "\"thinking\":{\"type\":\"adaptive\"}", """{"enable_thinking":false}""")]
    [InlineData("openrouter.ai", "z-ai/glm-5", "\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"high\"}", """{"reasoning":{"effort":"high"}}""")]
    [InlineData("openrouter.ai", "z-ai/glm-5", "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":5000}", """{"reasoning":{"max_tokens":5000}}""")]
    [InlineData("openrouter.ai", "z-ai/glm-5", "\"thinking\":{\"type\":\"disabled\"}", """{"reasoning":{"enabled":false}}""")]
    [InlineData("openrouter.ai", "z-ai/glm-5", "\"thinking\":{\"type\":\"adaptive\"}", """{"reasoning":{"enabled":true}}""")]
    [InlineData("api.x.ai", "grok-4.5", "\"output_config\":{\"effort\":\"max\"}", """{"reasoning_effort":"high"}""")]
    [InlineData("api.groq.com", "openai/gpt-oss-120b", "\"output_config\":{\"effort\":\"low\"}", """{"reasoning_effort":"low"}""")]
    [InlineData("example.com", "some-model", "\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"high\"}", "{}")]
    [InlineData("notdeepseek.com", "some-model", "\"thinking\":{\"type\":\"adaptive\"}", "{}")]
    public void Thinking_is_switched_in_the_vendors_dialect(string host, string model, string fields, string expected)
    {
        string[] names = ["thinking", "reasoning_split", "enable_thinking", "thinking_budget", "reasoning", "reasoning_effort"];
        var sent = ChatBody.For(host, model, Bodies.Ask2($"{fields},{Ask}"));
        var found = sent.EnumerateObject().Where(member => names.Contains(member.Name)).ToDictionary(member => member.Name, member => member.Value);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, JsonSerializer.SerializeToElement(found)), sent.GetRawText());
    }

    [Theory]
    [InlineData("api.openai.com", "gpt-5.5", "max_completion_tokens", 128_000)]
    [InlineData("api.openai.com", "gpt-4o-mini", "max_completion_tokens", 16_384)]
    [InlineData("openrouter.ai", "openai/gpt-5.5", "max_tokens", 128_000)]
    [InlineData("api.githubcopilot.com", "gemini-3-pro", "max_completion_tokens", 65_536)]
    [InlineData("api.minimax.io", "MiniMax-M3", "max_completion_tokens", 500_000)]
    [InlineData("example.com", "some-model", "max_tokens", 500_000)]
    public void The_limit_has_the_vendors_name_and_no_more_than_the_model_can_say(string host, string model, string name, int tokens)
    {
        var sent = ChatBody.For(host, model, $$$"""{"model":"claude-sonnet-5","max_tokens":500000,{{{Ask}}}}""");
        Assert.Equal(tokens, sent.GetProperty(name).GetInt32());
        Assert.NotEqual(sent.TryGetProperty("max_tokens", out _), sent.TryGetProperty("max_completion_tokens", out _));
    }

    [Fact]
    public void Where_only_the_first_system_message_may_be_one_later_ones_are_reminders_in_the_users_turn()
    {
        var sent = ChatBody.For("localhost", "MiniMax-M2", Bodies.Ask2("""
            "system":"S","messages":[{"role":"user","content":"Hi"},{"role":"system","content":"Mind."},{"role":"assistant","content":"Yes"},{"role":"system","content":"Also."},{"role":"user","content":"Go"}]
            """));
        AssertJson(
            """[{"role":"system","content":"S"},{"role":"user","content":"Hi\n\n<system-reminder>\n\nMind.\n\n</system-reminder>"},{"role":"assistant","content":"Yes"},{"role":"user","content":"<system-reminder>\n\nAlso.\n\n</system-reminder>\n\nGo"}]""",
            sent.GetProperty("messages"));
    }

    [Theory]
    [InlineData("api.mistral.ai", "mistral-large-latest", "^[A-Za-z0-9]{9}$")]
    [InlineData("api.openai.com", "gpt-5.5", "^toolu_x{50}$")]
    [InlineData("example.com", "some-model", "^call_[0-9a-f]{32}$")]
    public void Ids_are_within_what_the_vendor_takes_and_the_same_on_both_sides(string host, string model, string pattern)
    {
        var id = "toolu_" + new string('x', 50);
        var sent = ChatBody.For(host, model, Bodies.Ask2($$$"""
            "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"{{{id}}}","name":"look","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{{id}}}","content":"x"}]}]
            """)).GetProperty("messages");
        var call = sent[1].GetProperty("tool_calls")[0].GetProperty("id").GetString();
        Assert.Matches(pattern, call);
        Assert.Equal(call, sent[2].GetProperty("tool_call_id").GetString());
    }

    [Theory]
    [InlineData("openrouter.ai", "anthropic/claude-sonnet-4.6", "\"cache_control\":{\"type\":\"ephemeral\"}")]
    [InlineData("api.openai.com", "gpt-5.6-sol", "\"prompt_cache_breakpoint\":{\"mode\":\"explicit\"}")]
    [InlineData("api.openai.com", "gpt-5.5", null)]
    [InlineData("openrouter.ai", "z-ai/glm-5", null)]
    public void Marks_for_the_cache_are_kept_where_the_vendor_has_them(string host, string model, string? mark)
    {
        const string Cached = "\"cache_control\":{\"type\":\"ephemeral\"}";
        var sent = ChatBody.For(host, model, Bodies.Ask2($$$"""
            "system":[{"type":"text","text":"One"},{"type":"text","text":"Two",{{{Cached}}}}],
            "messages":[{"role":"user","content":[{"type":"text","text":"Hi",{{{Cached}}}}]},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"look","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","is_error":true,"content":"x",{{{Cached}}}}]}]
            """)).GetProperty("messages");
        if (mark is null)
        {
            Assert.All(sent.EnumerateArray().Where(message => message.GetProperty("role").GetString() != "assistant"), message => Assert.Equal(JsonValueKind.String, message.GetProperty("content").ValueKind));
            return;
        }

        AssertJson($$$"""[{"type":"text","text":"One"},{"type":"text","text":"Two",{{{mark}}}}]""", sent[0].GetProperty("content"));
        AssertJson($$$"""[{"type":"text","text":"Hi",{{{mark}}}}]""", sent[1].GetProperty("content"));
        AssertJson($$$"""[{"type":"text","text":"Error: x",{{{mark}}}}]""", sent[3].GetProperty("content"));
    }

    [Theory]
    [InlineData("api.deepseek.com", "deepseek-v4-pro", "\"Mine.\"")]
    [InlineData("localhost", "deepseek-ai/DeepSeek-V4", "\"Mine.\"")]
    [InlineData("api.moonshot.ai", "kimi-k3", null)]
    [InlineData("api.openai.com", "gpt-5.5", null)]
    public void Only_own_reasoning_is_shown_again_and_only_to_whom_wants_it(string host, string model, string? expected)
    {
        var own = ThinkingSignature.Create("chat", ThinkingSignature.Account("test", TestGateway.Key));
        var other = ThinkingSignature.Create("chat", ThinkingSignature.Account("other", TestGateway.Key));
        var sent = ChatBody.For(host, model, Bodies.Ask2($$$"""
            "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"thinking","thinking":"Mine.","signature":"{{{own}}}"},{"type":"thinking","thinking":"Another's.","signature":"{{{other}}}"},{"type":"thinking","thinking":"Anthropic's.","signature":"EqQB"},{"type":"tool_use","id":"a","name":"look","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"x"}]}]
            """)).GetProperty("messages")[1];
        Assert.Equal(expected, sent.TryGetProperty("reasoning_content", out var found) ? found.GetRawText() : null);
    }

    [Theory]
    [InlineData("api.mistral.ai", "devstral-2", """[{"role":"user","content":"Hi"},{"role":"assistant","content":"He","prefix":true}]""")]
    [InlineData("openrouter.ai", "anthropic/claude-opus-5", """[{"role":"user","content":"Hi"},{"role":"assistant","content":"He"},{"role":"user","content":"Continue from where you stopped."}]""")]
    [InlineData("example.com", "some-model", """[{"role":"user","content":"Hi"},{"role":"assistant","content":"He"}]""")]
    public void An_answer_that_the_client_began_ends_as_the_vendor_wants_it(string host, string model, string expected) =>
        AssertJson(expected, ChatBody.For(host, model, Bodies.Ask2("\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":\"He\"}]")).GetProperty("messages"));

    [Fact]
    public void Who_reads_no_files_is_told_that_there_was_one()
    {
        var sent = ChatBody.For("api.deepseek.com", "deepseek-v4-pro", Bodies.Ask2("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"document\",\"title\":\"A.pdf\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"JVBE\"}}]}]"));
        Assert.Equal("[The file 'A.pdf' is not shown: this model takes no files.]", sent.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("openrouter.ai", true)]
    [InlineData("192.168.1.5", true)]
    [InlineData("gpu-box", true)]
    [InlineData("api.deepseek.com", false)]
    public void Top_k_goes_to_those_who_take_it(string host, bool isSent) =>
        Assert.Equal(isSent, ChatBody.For(host, "some-model", Bodies.Ask2($"\"top_k\":5,{Ask}")).TryGetProperty("top_k", out _));

    [Fact]
    public void Vendors_are_not_asked_for_what_they_refuse()
    {
        var request = Bodies.Ask2($$$"""  "stream":true,"stop_sequences":["a"],"tools":[{"name":"x","input_schema":{}}],"tool_choice":{"type":"auto","disable_parallel_tool_use":true},{{{Ask}}}""");
        Assert.False(ChatBody.For("api.mistral.ai", "mistral-large", request).TryGetProperty("stream_options", out _));
        Assert.False(ChatBody.For("api.minimax.io", "MiniMax-M3", request).TryGetProperty("parallel_tool_calls", out _));
        Assert.False(ChatBody.For("api.githubcopilot.com", "claude-sonnet-4.6", request).TryGetProperty("stop", out _));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080", "qwen3-30b-a3b-thinking-2507", ThinkTags.StartInside)]
    [InlineData("http://[::1]:8080", "llama", ThinkTags.Split)]
    [InlineData("http://[fe80::1]:8080", "qwq-32b", ThinkTags.StartInside)]
    [InlineData("https://api.minimax.io/v1", "MiniMax-M3", ThinkTags.Split)]
    [InlineData("https://api.openai.com/v1", "gpt-5.5", ThinkTags.None)]
    [InlineData("https://router.example.com/v1", "qwen3-thinking", ThinkTags.Split)]
    public void Tags_are_looked_for_where_an_upstream_may_leave_them(string address, string model, object expected) =>
        Assert.Equal(expected, QuirkTable.Find(new Uri(address), model).ThinkTags);

    [Theory]
    [InlineData("openrouter.ai", "openai/gpt-5.5")]
    [InlineData("api.openai.com", "gpt-4o-search-preview")]
    public void A_request_for_nothing_but_a_search_is_never_sent_as_one_without(string host, string model) =>
        Assert.Equal(0, ChatBody.Length(host, model, Bodies.Ask2($"\"tools\":[{{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}}],{Ask}")));

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, actual), actual.GetRawText());
}

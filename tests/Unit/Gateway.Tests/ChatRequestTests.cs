using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ChatRequestTests
{
    [Fact]
    public async Task The_request_goes_to_the_chat_door_with_the_providers_key_and_model()
    {
        var sent = await SendAsync("""{"model":"claude-sonnet-5","max_tokens":9,"stream":true,"temperature":0.5,"top_p":0.9,"top_k":3,"stop_sequences":["a","b"],"system":"Be kind.","messages":[{"role":"user","content":"Hi"}],"unknown_field":{"x":1}}""");
        Assert.Equal("/v1/chat/completions", sent.Target);
        Assert.Equal("Bearer " + TestGateway.Key, sent.Headers["Authorization"]);
        Assert.False(sent.Headers.ContainsKey("anthropic-version"));
        AssertJson(
            """{"model":"upstream-model","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"}],"max_tokens":9,"stop":["a","b"],"top_k":3,"temperature":0.5,"top_p":0.9,"stream":true,"stream_options":{"include_usage":true}}""",
            sent.Json);
    }

    [Fact]
    public async Task Results_stand_behind_their_calls_in_the_order_of_the_calls_and_before_the_users_words()
    {
        var sent = await SendAsync(Bodies.Ask2("""
            "messages":[
              {"role":"user","content":"Go"},
              {"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"text","text":"Two."},{"type":"tool_use","id":"a","name":"look","input":{"n":1.0}},{"type":"tool_use","id":"b","name":"run","input":{}},{"type":"tool_use","id":"c","name":"run","input":{}}]},
              {"role":"user","content":[{"type":"text","text":"And?"},{"type":"tool_result","tool_use_id":"b","is_error":true,"content":"boom"},{"type":"tool_result","tool_use_id":"zzz","content":"lost"},{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"one"},{"type":"text","text":"two"}]}]}
            ]
            """));
        AssertJson(
            """
            [{"role":"user","content":"Go"},
             {"role":"assistant","content":"Two.","tool_calls":[{"id":"a","type":"function","function":{"name":"look","arguments":"{\"n\":1.0}"}},{"id":"b","type":"function","function":{"name":"run","arguments":"{}"}},{"id":"c","type":"function","function":{"name":"run","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"a","content":"one\ntwo"},
             {"role":"tool","tool_call_id":"b","content":"Error: boom"},
             {"role":"tool","tool_call_id":"c","content":"[No result was recorded for this call.]"},
             {"role":"user","content":"And?\n\n[Result of the earlier tool call zzz]\n\nlost"}]
            """,
            sent.Json.GetProperty("messages"));
    }

    [Fact]
    public async Task Images_and_documents_travel_also_out_of_results()
    {
        var sent = await SendAsync(Bodies.Ask2("""
            "messages":[
              {"role":"user","content":[{"type":"text","text":"See"},{"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AA\/="}},{"type":"image","source":{"type":"url","url":"https://e.example/x.png"}},{"type":"document","title":"A.pdf","source":{"type":"base64","media_type":"application/pdf","data":"JVBE"}},{"type":"document","title":"Notes","source":{"type":"text","media_type":"text/plain","data":"plain"}}]},
              {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"shot","input":{}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"BB=="}}]},{"type":"text","text":"Well?"}]}
            ]
            """));
        AssertJson(
            """
            [{"role":"user","content":[{"type":"text","text":"See"},{"type":"image_url","image_url":{"url":"data:image/jpeg;base64,AA/="}},{"type":"image_url","image_url":{"url":"https://e.example/x.png"}},{"type":"file","file":{"filename":"A.pdf","file_data":"data:application/pdf;base64,JVBE"}},{"type":"text","text":"Notes\n\nplain"}]},
             {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"shot","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"a","content":"[image 1 of call a] follows below."},
             {"role":"user","content":[{"type":"text","text":"[image 1 of call a]"},{"type":"image_url","image_url":{"url":"data:image/png;base64,BB=="}},{"type":"text","text":"Well?"}]}]
            """,
            sent.Json.GetProperty("messages"));
    }

    [Fact]
    public async Task System_messages_keep_their_place_and_the_billing_header_stays_behind()
    {
        var sent = await SendAsync(Bodies.Ask2("""
            "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=1; cch=2;"},{"type":"text","text":"One"},{"type":"text","text":"Two \"quoted\""}],
            "messages":[{"role":"user","content":"Hi"},{"role":"system","content":[{"type":"text","text":"Mind this.","cache_control":{"type":"ephemeral"}}]},{"role":"user","content":"Yes"}]
            """));
        AssertJson(
            """[{"role":"system","content":"One\n\nTwo \"quoted\""},{"role":"user","content":"Hi"},{"role":"system","content":"Mind this."},{"role":"user","content":"Yes"}]""",
            sent.Json.GetProperty("messages"));
    }

    [Fact]
    public async Task Tools_lose_what_is_Anthropics_alone_and_deferred_ones_wait_until_they_are_loaded()
    {
        var sent = await SendAsync(Bodies.Ask2("""
            "tools":[
              {"name":"DeferredToolPlaceholder","defer_loading":true,"input_schema":{"type":"object"}},
              {"name":"WebSearch","description":"d","defer_loading":true,"strict":true,"cache_control":{"type":"ephemeral"},"input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"q":{"type":"string"}},"additionalProperties":false}},
              {"name":"bare","input_schema":{}}],
            "tool_choice":{"type":"tool","name":"bare","disable_parallel_tool_use":true},
            "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"ToolSearch","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"tool_reference","tool_name":"WebSearch"}]}]}]
            """));
        AssertJson(
            """[{"type":"function","function":{"name":"bare","parameters":{"type":"object","properties":{}}}},{"type":"function","function":{"name":"WebSearch","description":"d","parameters":{"type":"object","properties":{"q":{"type":"string"}},"additionalProperties":false}}}]""",
            sent.Json.GetProperty("tools"));
        AssertJson("""{"type":"function","function":{"name":"bare"}}""", sent.Json.GetProperty("tool_choice"));
        Assert.False(sent.Json.GetProperty("parallel_tool_calls").GetBoolean());
        Assert.Equal("Tool WebSearch is now available.", sent.Json.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString());
    }

    [Theory]
    [InlineData("gpt-5.5", "\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"max\"}", "xhigh")]
    [InlineData("openai/gpt-6-sol", "\"output_config\":{\"effort\":\"max\"}", "max")]
    [InlineData("gpt-5", "\"thinking\":{\"type\":\"disabled\"},\"output_config\":{\"effort\":\"high\"}", "minimal")]
    [InlineData("o3", "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":10000}", "medium")]
    [InlineData("gpt-5.1", "\"max_tokens\":5", null)]
    [InlineData("kimi-k3", "\"output_config\":{\"effort\":\"max\"}", null)]
    public async Task Effort_is_what_the_model_knows(string model, string fields, string? effort)
    {
        var sent = await SendAsync(Bodies.Ask2($$"""{{fields}},"messages":[{"role":"user","content":"Hi"}]"""), model);
        Assert.Equal(effort, sent.Json.TryGetProperty("reasoning_effort", out var found) ? found.GetString() : null);
    }

    [Fact]
    public async Task OpenAIs_models_get_OpenAIs_fields()
    {
        await using var gateway = await TestGateway.ChatAsync("gpt-5.5");
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        gateway.Client.DefaultRequestHeaders.Add("X-Claude-Code-Session-Id", "session-1");
        using var response = await gateway.PostAsync(Bodies.Ask2("""  "system":"S","temperature":1,"metadata":{"user_id":"{\"device_id\":\"d\"}"},"messages":[{"role":"user","content":"Hi"}]"""));
        var sent = gateway.Upstream.Only.Json;
        Assert.Equal(100, sent.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(sent.TryGetProperty("max_tokens", out _) || sent.TryGetProperty("temperature", out _));
        Assert.Equal("developer", sent.GetProperty("messages")[0].GetProperty("role").GetString());
        Assert.Equal("session-1", sent.GetProperty("prompt_cache_key").GetString());
        Assert.Matches("^[0-9a-f]{64}$", sent.GetProperty("safety_identifier").GetString());
    }

    [Theory]
    [InlineData("\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}]}]", "messages.0.content.0")]
    [InlineData("\"mcp_servers\":[{\"url\":\"x\"}],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]", "mcp_servers")]
    [InlineData("\"tools\":[{\"type\":\"code_execution_20260521\",\"name\":\"c\"}],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]", "tools.0")]
    [InlineData("\"stop_sequences\":[1],\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]", "stop_sequences")]
    [InlineData("\"messages\":[]", "messages")]
    [InlineData("\"messages\":[{\"role\":\"robot\",\"content\":\"x\"}]", "messages.0.role")]
    public async Task What_cannot_be_said_and_matters_is_refused_by_name(string fields, string name)
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await gateway.PostAsync(Bodies.Ask2(fields));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error");
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.StartsWith(name + ":", error.GetProperty("message").GetString(), System.StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/v1", "/v1/chat/completions")]
    [InlineData("http://127.0.0.1:1", "/v1/chat/completions")]
    [InlineData("http://127.0.0.1:1/", "/v1/chat/completions")]
    [InlineData("http://127.0.0.1:1/api/openai/", "/api/openai/chat/completions")]
    [InlineData("http://127.0.0.1:1/v2/chat/completions", "/v2/chat/completions")]
    public void The_base_address_is_what_OpenAIs_library_calls_base_url(string baseUri, string path) =>
        Assert.Equal(path, ClaudeDesktop.Upstreams.UpstreamAddress.OpenAI(new System.Uri(baseUri), "/chat/completions").AbsolutePath);

    [Fact]
    public async Task Who_wants_no_tokens_gets_none_and_the_upstream_is_not_asked()
    {
        await using var gateway = await TestGateway.ChatAsync();
        var items = SseGrammar.Check(await gateway.StreamAsync("""{"model":"claude-sonnet-5","max_tokens":0,"stream":true,"messages":[{"role":"user","content":"Hi"}]}"""));
        Assert.Equal("max_tokens", Bodies.StopReason(items));
        Assert.Empty(gateway.Upstream.Requests);
    }

    private static async Task<Received> SendAsync(string body, string model = "upstream-model")
    {
        await using var gateway = await TestGateway.ChatAsync(model);
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        using var response = await gateway.PostAsync(body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return gateway.Upstream.Only;
    }

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, actual), actual.GetRawText());
}

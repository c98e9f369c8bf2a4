using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Upstreams;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

public sealed class ResponsesRequestTests
{
    [Fact]
    public async Task REG_106_A_model_of_this_format_is_asked_at_responses_with_the_providers_key()
    {
        var sent = await Ask.SendAsync("""{"model":"claude-sonnet-5","max_tokens":900,"stream":true,"temperature":0.5,"top_k":3,"system":"Be kind.","messages":[{"role":"user","content":"Hi"}],"unknown_field":{"x":1},"context_management":{"edits":[]}}""");
        Assert.Equal("/v1/responses", sent.Target);
        Assert.Equal("Bearer " + TestGateway.Key, sent.Headers["Authorization"]);
        Assert.Equal("text/event-stream", sent.Headers["Accept"]);
        Ask.Same(
            """{"model":"gpt-5.6-sol","instructions":"Be kind.","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}],"max_output_tokens":900,"include":["reasoning.encrypted_content"],"store":false,"stream":true}""",
            sent.Json);
    }

    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com/v1/responses")]
    [InlineData("https://api.example.com/openai/v1/", "https://api.example.com/openai/v1/responses")]
    [InlineData("https://api.example.com/v2/responses", "https://api.example.com/v2/responses")]
    [InlineData("https://chatgpt.com/backend-api/codex", "https://chatgpt.com/backend-api/codex/responses")]
    public void The_base_address_is_the_one_of_OpenAIs_own_client(string baseUri, string expected) =>
        Assert.Equal(expected, UpstreamAddress.OpenAI(new Uri(baseUri), "/responses").AbsoluteUri);

    [Fact]
    public async Task REG_044_System_messages_stay_where_they_are_as_the_developers_and_the_billing_line_stays_behind()
    {
        var sent = (await Ask.SendAsync(Bodies.Ask2("""
            "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=1;"},{"type":"text","text":"One"},{"type":"text","text":"Two","cache_control":{"type":"ephemeral"}}],
            "messages":[{"role":"user","content":"Hi"},{"role":"system","content":[{"type":"text","text":"Mind this."}]},{"role":"assistant","content":"Yes"},{"role":"system","content":"And that."},{"role":"user","content":"Go"}]
            """))).Json;
        Assert.Equal("One\n\nTwo", sent.GetProperty("instructions").GetString());
        Assert.Equal(["user", "developer", "assistant", "developer", "user"], sent.GetProperty("input").EnumerateArray().Select(item => item.GetProperty("role").GetString()));
        Assert.Equal("Yes", sent.GetProperty("input")[2].GetProperty("content").GetString());
    }

    [Fact]
    public async Task Results_stand_behind_their_calls_in_the_order_of_the_calls_and_before_the_users_words()
    {
        var input = await Ask.InputAsync("""
              {"role":"user","content":"Go"},
              {"role":"assistant","content":[{"type":"text","text":"Two."},{"type":"tool_use","id":"a","name":"look","input":{"n":1.0}},{"type":"tool_use","id":"b","name":"run","input":{}},{"type":"tool_use","id":"c","name":"run","input":{}}]},
              {"role":"user","content":[{"type":"text","text":"And?"},{"type":"tool_result","tool_use_id":"b","is_error":true,"content":"boom"},{"type":"tool_result","tool_use_id":"zzz","content":"lost"},{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"one"},{"type":"tool_reference","tool_name":"Web"}]}]}
            """);
        Ask.Same(
            """
            [{"type":"message","role":"user","content":[{"type":"input_text","text":"Go"}]},
             {"type":"message","role":"assistant","content":"Two."},
             {"type":"function_call","call_id":"a","name":"look","arguments":"{\"n\":1.0}"},
             {"type":"function_call","call_id":"b","name":"run","arguments":"{}"},
             {"type":"function_call","call_id":"c","name":"run","arguments":"{}"},
             {"type":"function_call_output","call_id":"a","output":"one\nTool Web is now available."},
             {"type":"function_call_output","call_id":"b","output":"Error: boom"},
             {"type":"function_call_output","call_id":"c","output":"[No result was recorded for this call.]"},
             {"type":"message","role":"user","content":[{"type":"input_text","text":"And?"},{"type":"input_text","text":"[Result of the earlier tool call zzz]"},{"type":"input_text","text":"lost"}]}]
            """,
            input);
    }

    [Fact]
    public async Task Calls_of_two_assistant_messages_in_a_row_are_answered_behind_both()
    {
        var input = await Ask.InputAsync("""
              {"role":"user","content":"Go"},
              {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"look","input":{}}]},
              {"role":"assistant","content":[{"type":"tool_use","id":"b","name":"look","input":{}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"b","content":"2"},{"type":"tool_result","tool_use_id":"a","content":"1"}]}
            """);
        Assert.Equal(["1", "2"], input.EnumerateArray().Where(item => item.GetProperty("type").GetString() == "function_call_output").Select(item => item.GetProperty("output").GetString()));
    }

    [Fact]
    public async Task Ids_that_are_too_long_or_come_again_in_a_later_turn_are_made_to_fit_on_both_sides()
    {
        var id = new string('x', 90);
        var turn = $$"""{"role":"assistant","content":[{"type":"tool_use","id":"{{id}}","name":"look","input":{} }]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{id}}","content":"r"}]}""";
        var input = await Ask.InputAsync($$"""{"role":"user","content":"Go"},{{turn}},{{turn}}""");
        var calls = input.EnumerateArray().Where(item => item.GetProperty("type").GetString() == "function_call").Select(item => item.GetProperty("call_id").GetString()!).ToList();
        var outputs = input.EnumerateArray().Where(item => item.GetProperty("type").GetString() == "function_call_output").Select(item => item.GetProperty("call_id").GetString()!).ToList();
        Assert.Equal(calls, outputs);
        Assert.Equal(2, calls.Distinct().Count());
        Assert.All(calls, call => Assert.InRange(call.Length, 1, 64));
    }

    [Fact]
    public async Task REG_079_Images_and_documents_travel_natively_also_in_results()
    {
        var input = await Ask.InputAsync("""
              {"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"AA\/="}},{"type":"image","source":{"type":"url","url":"https://e.example/x.png"}},{"type":"document","title":"Report","source":{"type":"base64","media_type":"application/pdf","data":"JVBE"}},{"type":"document","source":{"type":"url","url":"https://e.example/a.pdf"}},{"type":"document","title":"Notes","source":{"type":"text","media_type":"text/plain","data":"plain"}}]},
              {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"shot","input":{}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","is_error":true,"content":[{"type":"text","text":"blurred"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"BB=="}},{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBE"}}]}]}
            """);
        Ask.Same(
            """
            [{"type":"message","role":"user","content":[{"type":"input_image","detail":"auto","image_url":"data:image/jpeg;base64,AA/="},{"type":"input_image","detail":"auto","image_url":"https://e.example/x.png"},{"type":"input_file","filename":"Report.pdf","file_data":"data:application/pdf;base64,JVBE"},{"type":"input_file","file_url":"https://e.example/a.pdf"},{"type":"input_text","text":"Notes\n\nplain"}]},
             {"type":"function_call","call_id":"a","name":"shot","arguments":"{}"},
             {"type":"function_call_output","call_id":"a","output":[{"type":"input_text","text":"Error:"},{"type":"input_text","text":"blurred"},{"type":"input_image","detail":"auto","image_url":"data:image/png;base64,BB=="},{"type":"input_file","filename":"document.pdf","file_data":"data:application/pdf;base64,JVBE"}]}]
            """,
            input);
    }

    [Fact]
    public async Task REG_056_The_clients_session_is_the_key_of_the_upstreams_cache_and_its_user_is_hashed()
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Stream(Wire.Answer("ok"));
        const string Body = """{"model":"claude-sonnet-5","max_tokens":9,"metadata":{"user_id":"{\"device_id\":\"d\",\"session_id\":\"from-body\"}"},"messages":[{"role":"user","content":"Hi"}]}""";
        using (await gateway.PostAsync(Body))
        {
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Claude-Code-Session-Id", "from-header");
        using (await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken))
        {
        }

        var sent = gateway.Upstream.Requests.Select(received => received.Json).ToList();
        Assert.Equal(["from-body", "from-header"], sent.Select(json => json.GetProperty("prompt_cache_key").GetString()));
        Assert.All(sent, json => Assert.Matches("^[0-9a-f]{64}$", json.GetProperty("safety_identifier").GetString()));
    }

    [Fact]
    public async Task REG_107_Nothing_is_stored_and_no_state_is_referred_to()
    {
        var sent = (await Ask.SendAsync(Bodies.Ask)).Json;
        Assert.False(sent.GetProperty("store").GetBoolean());
        Assert.False(sent.TryGetProperty("previous_response_id", out _));
        Assert.True(Ask.Written(Bodies.Ask, new Uri("https://chatgpt.com/backend-api/codex/responses")).GetProperty("stream").GetBoolean());
    }

    [Fact]
    public void REG_108_Only_the_ChatGPT_backend_is_spared_what_it_refuses()
    {
        const string Body = """{"model":"claude-sonnet-5","max_tokens":500,"temperature":0.5,"top_p":0.5,"metadata":{"user_id":"u"},"messages":[{"role":"user","content":"Hi"}]}""";
        var codex = Ask.Written(Body, new Uri("https://chatgpt.com/backend-api/codex/responses"), "gpt-4.1");
        Assert.Equal(["input", "instructions", "model", "store", "stream"], codex.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        var own = Ask.Written(Body, new Uri("https://api.openai.com/v1/responses"), "gpt-4.1");
        Assert.Equal(["input", "max_output_tokens", "model", "safety_identifier", "store", "temperature", "top_p"], own.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"max_tokens\":1", "max_output_tokens", "16")]
    [InlineData("\"max_tokens\":9,\"output_config\":{\"effort\":\"max\"}", "reasoning", """{"effort":"max"}""")]
    [InlineData("\"max_tokens\":9,\"thinking\":{\"type\":\"adaptive\",\"display\":\"omitted\"},\"output_config\":{\"effort\":\"medium\"}", "reasoning", """{"effort":"medium"}""")]
    [InlineData("\"max_tokens\":9,\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"low\"}", "reasoning", """{"effort":"low","summary":"auto"}""")]
    [InlineData("\"max_tokens\":9,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":9000}", "reasoning", """{"effort":"medium","summary":"auto"}""")]
    [InlineData("\"max_tokens\":9,\"thinking\":{\"type\":\"disabled\"},\"output_config\":{\"effort\":\"high\"}", "reasoning", """{"effort":"none"}""")]
    [InlineData("\"max_tokens\":9,\"service_tier\":\"standard_only\"", "service_tier", "\"default\"")]
    [InlineData("\"max_tokens\":9,\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}", "text", """{"format":{"type":"json_schema","name":"answer","schema":{"type":"object"}}}""")]
    public void Single_fields_become(string field, string name, string expected) =>
        Ask.Same(expected, Ask.Written($$"""{"model":"m",{{field}},"messages":[{"role":"user","content":"Hi"}]}""", new Uri("https://api.openai.com")).GetProperty(name));

    [Theory]
    [InlineData("gpt-5.1-codex", "max", "xhigh")]
    [InlineData("gpt-5", "max", "high")]
    [InlineData("gpt-5-pro", "low", "high")]
    public void An_effort_that_the_model_does_not_know_is_the_nearest_that_it_knows(string model, string effort, string expected) =>
        Assert.Equal(expected, Ask.Written($$"""{"model":"m","max_tokens":9,"output_config":{"effort":"{{effort}}"},"messages":[{"role":"user","content":"Hi"}]}""", new Uri("https://api.openai.com"), model)
            .GetProperty("reasoning").GetProperty("effort").GetString());

    [Theory]
    [InlineData("\"mcp_servers\":[{\"name\":\"x\"}]", "mcp_servers")]
    [InlineData("\"container\":\"c\"", "container")]
    [InlineData("\"tools\":[{\"type\":\"code_execution_20250825\",\"name\":\"code_execution\"}]", "code_execution_20250825")]
    [InlineData("\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"blocked_domains\":[\"x.example\"]}]", "blocked_domains")]
    public async Task What_matters_and_cannot_be_said_is_refused_by_name(string field, string named) =>
        Assert.Contains(named, await Ask.RefusalAsync(Bodies.Ask2($"{field},\"messages\":[{{\"role\":\"user\",\"content\":\"Hi\"}}]")), StringComparison.Ordinal);

    [Fact]
    public async Task A_source_that_only_Anthropic_has_is_refused_with_its_place() =>
        Assert.Contains("messages.0.content.0", await Ask.RefusalAsync(Bodies.Ask2("""  "messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}]""")), StringComparison.Ordinal);
}

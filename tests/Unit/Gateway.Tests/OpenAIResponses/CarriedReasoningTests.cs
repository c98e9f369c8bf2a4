using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

public sealed class CarriedReasoningTests
{
    [Fact]
    public async Task REG_093_Reasoning_comes_back_without_its_id_right_before_what_it_led_to()
    {
        var input = await Ask.InputAsync($$"""
            {"role":"user","content":"Go"},
            {"role":"assistant","content":[{{Thought("one", "")}},{"type":"text","text":"Well."},{{Thought("two", "Hm.")}},{"type":"tool_use","id":"a","name":"look","input":{} }]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"seen"}]}
            """);
        Ask.Same(
            """
            [{"type":"message","role":"user","content":[{"type":"input_text","text":"Go"}]},
             {"type":"reasoning","summary":[],"encrypted_content":"one"},
             {"type":"message","role":"assistant","content":"Well."},
             {"type":"reasoning","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"two"},
             {"type":"function_call","call_id":"a","name":"look","arguments":"{}"},
             {"type":"function_call_output","call_id":"a","output":"seen"}]
            """,
            input);
    }

    [Fact]
    public async Task Reasoning_of_others_and_reasoning_that_led_to_nothing_stays_behind()
    {
        string[] foreign =
        [
            """{"type":"thinking","thinking":"t","signature":"EqQBCgIYAhIM"}""",
            """{"type":"thinking","thinking":"t","signature":""}""",
            """{"type":"thinking","thinking":"t"}""",
            """{"type":"redacted_thinking","data":"xyz"}""",
            Thought("theirs", "t", account: ThinkingSignature.Account("test", "another key")),
            Thought("theirs", "t", kind: "gemini"),
            Thought("", "nothing in it"),
            $$"""{"type":"thinking","thinking":"t","signature":"{{ThinkingSignature.Tag}}responses.{{Ask.Account}}.no+base64!"}""",
        ];
        var input = await Ask.InputAsync($$"""
            {"role":"user","content":"Go"},{"role":"assistant","content":[{{string.Join(',', foreign)}},{"type":"text","text":"Well."},{{Thought("last", "")}}]},{"role":"user","content":"On"}
            """);
        Assert.DoesNotContain(input.EnumerateArray(), item => item.GetProperty("type").GetString() == "reasoning");
    }

    [Fact]
    public async Task What_streams_out_comes_back_in()
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Stream(Wire.Created, Wire.Added(0, Wire.Reasoning(null)), Wire.Done(0, Wire.Reasoning("gAAAA/+=\"ü")), Wire.Added(1, Wire.Call("a", "look")), Wire.Done(1, Wire.Call("a", "look", "{}")), Wire.Completed());
        using var response = await gateway.PostAsync(Bodies.Ask);
        var content = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("content").GetRawText();
        var input = await Ask.InputAsync($$"""{"role":"user","content":"Go"},{"role":"assistant","content":{{content}}},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"seen"}]}""");
        Assert.Equal("gAAAA/+=\"ü", input[1].GetProperty("encrypted_content").GetString());
    }

    [Fact]
    public async Task REG_032_Reasoning_that_the_upstream_cannot_decrypt_is_left_out_and_the_request_tried_once_more()
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Answer = async context =>
        {
            if (gateway.Upstream.Requests.Count == 1)
                gateway.Upstream.Json("""{"error":{"message":"The encrypted content could not be verified.","type":"invalid_request_error","param":null,"code":"invalid_encrypted_content"}}""", 400);
            else
                gateway.Upstream.Stream(Wire.Answer("ok"));
            var answer = gateway.Upstream.Answer;
            gateway.Upstream.Answer = _ => throw new InvalidOperationException();
            await answer(context);
            gateway.Upstream.Stream(Wire.Answer("ok"));
        };
        var items = SseGrammar.Check(await gateway.StreamAsync(Conversation));
        Assert.Equal("ok", Bodies.AllText(items));
        var sent = gateway.Upstream.Requests.Select(received => received.Text).ToList();
        Assert.Equal(2, sent.Count);
        Assert.Contains("encrypted_content\":\"one", sent[0], StringComparison.Ordinal);
        Assert.DoesNotContain("\"type\":\"reasoning\"", sent[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upstream_that_refuses_it_again_is_not_asked_a_third_time()
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Json("""{"error":{"message":"The encrypted content could not be verified.","code":"invalid_encrypted_content"}}""", 400);
        using var response = await gateway.PostAsync(Conversation);
        Assert.Equal((400, 2), ((int)response.StatusCode, gateway.Upstream.Requests.Count));
        using var without = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal((400, 3), ((int)without.StatusCode, gateway.Upstream.Requests.Count));
    }

    private static string Conversation => Bodies.Ask2($$"""
        "stream":true,"messages":[{"role":"user","content":"Go"},{"role":"assistant","content":[{{Thought("one", "")}},{"type":"text","text":"Well."}]},{"role":"user","content":"On"}]
        """);

    private static string Thought(string payload, string text, string kind = "responses", string? account = null) =>
        $$"""{"type":"thinking","thinking":"{{text}}","signature":"{{ThinkingSignature.Create(kind, account ?? Ask.Account, Encoding.UTF8.GetBytes(payload))}}"}""";
}

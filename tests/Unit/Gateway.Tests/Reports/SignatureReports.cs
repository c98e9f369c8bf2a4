using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class SignatureReports
{
    private const string Refusal = """{"type":"error","error":{"type":"invalid_request_error","message":"messages.1.content.0: Invalid `signature` in `thinking` block"},"request_id":"r"}""";
    private const string Answer = """{"id":"m","type":"message","model":"upstream-model","content":[],"usage":{"input_tokens":1,"output_tokens":1}}""";
    private const string Thought = """{ "type":"thinking","signature":"Ab\/+=\u003d", "thinking":"caf\u00e9 ", "later":1.0 }""";

    [Fact]
    public async Task REG_090_Reasoning_passes_byte_for_byte()
    {
        const string Fields = $$"""  "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[ {{Thought}} ,{"type":"redacted_thinking","data":"\/=="},{"type":"text","text":"é\u00e9"}]},{"role":"user","content":"Go"}]""";
        var sent = await Sent.ToAnthropicAsync(Fields);
        Assert.Equal(Bodies.Ask2(Fields).Replace("claude-sonnet-5", "upstream-model", StringComparison.Ordinal), sent.Text);
    }

    [Theory]
    [InlineData("messages.1.content.0: Invalid `signature` in `thinking` block")]
    [InlineData("messages.3.content.1: Invalid `data` in `redacted_thinking` block")]
    [InlineData("messages.1.content.0: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.")]
    [InlineData("messages.1.content.0.thinking.signature: Field required")]
    public async Task REG_091_A_conversation_with_dead_signatures_goes_on_without_its_reasoning(string refusal)
    {
        await using var gateway = await RefusingAsync(Refusal.Replace("messages.1.content.0: Invalid `signature` in `thinking` block", refusal, StringComparison.Ordinal));
        using var response = await gateway.PostAsync(Bodies.Ask2($$$"""
            "thinking":{"type":"adaptive"},"context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},"n":1.0,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{{{Thought}}},{"type":"text","text":"é\u00e9"}, {"type":"redacted_thinking","data":"x"}]},{"role":"user","content":"Go"},{"role":"assistant","content":[{{{Thought}}}]},{"role":"user","content":"On"}]
            """));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, gateway.Upstream.Requests.Count);
        Assert.Equal(
            """
            {"model":"upstream-model","max_tokens":100,"thinking":{"type":"adaptive"},"n":1.0,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"text","text":"é\u00e9"}]},{"role":"user","content":"Go"},{"role":"assistant","content":[{"type":"text","text":"[reasoning of another model]"}]},{"role":"user","content":"On"}]}
            """,
            gateway.Upstream.Requests.Last().Text);
    }

    [Fact]
    public async Task REG_091_A_call_under_way_is_finished_without_thinking_where_it_would_have_to_begin_with_it()
    {
        await using var gateway = await RefusingAsync(Refusal);
        using var response = await gateway.PostAsync(Bodies.Ask2($$$"""  "thinking":{"type":"enabled","budget_tokens":50},"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{{{Thought}}},{"type":"tool_use","id":"a","name":"look","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":"R"}]}]"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(gateway.Upstream.Requests.Last().Json.TryGetProperty("thinking", out _));
    }

    [Theory]
    [InlineData(Refusal, 400, "[{\"type\":\"text\",\"text\":\"No reasoning here.\"}]", 1)]
    [InlineData(Refusal, 400, "[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s\"},{\"type\":\"text\",\"text\":\"x\"}]", 2)]
    [InlineData("{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: must be greater than thinking.budget_tokens\"}}", 400, "[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s\"}]", 1)]
    [InlineData(Refusal, 500, "[{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"s\"}]", 1)]
    public async Task REG_091_It_is_tried_once_and_for_no_other_reason(string refusal, int status, string content, int times)
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json(refusal, status);
        using var response = await gateway.PostAsync(Bodies.Ask2($$"""  "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":{{content}}},{"role":"user","content":"Go"}]"""));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(refusal, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(times, gateway.Upstream.Requests.Count);
    }

    [Theory]
    [InlineData("EqQBCgIYAhIM")]
    [InlineData("claude#v9:QUJD")]
    [InlineData("{not base64 at all}")]
    [InlineData("")]
    public async Task REG_092_A_signature_of_any_layout_is_kept_for_Anthropic(string signature)
    {
        var block = $$"""{"type":"thinking","thinking":"","signature":"{{signature}}"}""";
        var sent = await Sent.ToAnthropicAsync($$"""  "messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{{block}},{"type":"thinking","thinking":"ours","signature":"cdps.1.chat.x."},{"type":"text","text":"Yes"}]},{"role":"user","content":"Go"}]""");
        Assert.Contains($$"""[{{block}},{"type":"text","text":"Yes"}]""", sent.Text, StringComparison.Ordinal);
    }

    private static async Task<TestGateway> RefusingAsync(string refusal)
    {
        var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Answer = async context =>
        {
            var isFirst = gateway.Upstream.Requests.Count == 1;
            context.Response.StatusCode = isFirst ? 400 : 200;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(isFirst ? refusal : Answer));
        };
        return gateway;
    }
}

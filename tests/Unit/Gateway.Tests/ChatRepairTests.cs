using System;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ChatRepairTests
{
    [Theory]
    [InlineData("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", "max_tokens")]
    [InlineData("Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.", "temperature")]
    [InlineData("Unsupported parameter: 'stop' is not supported with this model.", "stop")]
    [InlineData("stream_options: Extra inputs are not permitted", "stream_options")]
    [InlineData("Unknown parameter: `parallel_tool_calls`", "parallel_tool_calls")]
    [InlineData("'top_k' is not supported", "top_k")]
    public async Task What_the_upstream_refuses_is_left_out_at_once_and_from_then_on(string refusal, string field)
    {
        await using var gateway = await TestGateway.ChatAsync();
        Refuse(gateway, refusal, body => body.TryGetProperty(field, out _));
        var ask = Bodies.Ask2("\"stream\":true,\"temperature\":0.5,\"top_k\":3,\"stop_sequences\":[\"STOP\"],\"tools\":[{\"name\":\"x\",\"input_schema\":{}}],\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]");
        Assert.Equal("said", Bodies.AllText(SseGrammar.Check(await gateway.StreamAsync(ask))));
        Assert.Equal(2, gateway.Upstream.Requests.Count);
        Assert.Equal("said", Bodies.AllText(SseGrammar.Check(await gateway.StreamAsync(ask))));
        Assert.Equal(3, gateway.Upstream.Requests.Count);
    }

    [Fact]
    public async Task The_words_that_an_upstream_names_are_taken_over()
    {
        await using var gateway = await TestGateway.ChatAsync("gpt-5.5");
        Refuse(gateway, "Unsupported value: 'reasoning_effort' does not support 'xhigh' with this model. Supported values are: 'low', 'medium', and 'high'.", body => body.GetProperty("reasoning_effort").GetString() == "xhigh");
        using var response = await gateway.PostAsync(Bodies.Ask2("\"output_config\":{\"effort\":\"max\"},\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("high", gateway.Upstream.Requests.Last().Json.GetProperty("reasoning_effort").GetString());
    }

    [Theory]
    [InlineData("max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you provided 100000.", 16384)]
    [InlineData("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", 8192)]
    [InlineData("max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens", 8192)]
    [InlineData("'max_tokens' or 'max_completion_tokens' is too large: 100000. This model's maximum context length is 32768 tokens and your request has 5000 input tokens (100000 > 32768 - 5000).", 27704)]
    public async Task A_limit_that_an_upstream_names_is_kept(string refusal, int limit)
    {
        await using var gateway = await TestGateway.ChatAsync();
        Refuse(gateway, refusal, body => body.GetProperty("max_tokens").GetInt32() > limit);
        using var response = await gateway.PostAsync("""{"model":"claude-sonnet-5","max_tokens":100000,"messages":[{"role":"user","content":"Hi"}]}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(limit, gateway.Upstream.Requests.Last().Json.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task A_template_that_refuses_later_system_messages_gets_reminders()
    {
        await using var gateway = await TestGateway.ChatAsync();
        Refuse(gateway, "System message must be at the beginning.", body => body.GetProperty("messages").EnumerateArray().Skip(1).Any(message => message.GetProperty("role").GetString() == "system"));
        using var response = await gateway.PostAsync(Bodies.Ask2("\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"system\",\"content\":\"Mind.\"}]"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Invalid value for 'content' in the messages.")]
    [InlineData("This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.")]
    public async Task A_refusal_that_teaches_nothing_is_passed_on_at_once(string refusal)
    {
        await using var gateway = await TestGateway.ChatAsync();
        Refuse(gateway, refusal, _ => true);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Single(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task What_did_not_help_is_not_remembered()
    {
        await using var gateway = await TestGateway.ChatAsync();
        Refuse(gateway, "'stream_options' is not supported.", _ => true);
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(2, gateway.Upstream.Requests.Count);
        gateway.Upstream.Stream(Bodies.Text("x"), Bodies.Stop, Bodies.Done);
        SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.True(gateway.Upstream.Requests.Last().Json.TryGetProperty("stream_options", out _));
    }

    [Theory]
    [InlineData("gpt-5.5", "\"four\"")]
    [InlineData("some-model", "\"1\",\"2\",\"3\",\"5\",\"four\"")]
    public async Task Stop_sequences_beyond_the_upstreams_limit_are_met_by_the_gateway(string model, string stops)
    {
        await using var gateway = await TestGateway.ChatAsync(model);
        gateway.Upstream.Stream(Bodies.Text("two three fo"), Bodies.Text("ur, six"), Bodies.Stop, Bodies.Done);
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.Ask2($"\"stream\":true,\"stop_sequences\":[{stops}],\"messages\":[{{\"role\":\"user\",\"content\":\"Count\"}}]")));
        Assert.Equal(("two three ", "stop_sequence"), (Bodies.AllText(items), Bodies.StopReason(items)));
        Assert.Equal("four", items.Single(item => item.Name == "message_delta").Data.GetProperty("delta").GetProperty("stop_sequence").GetString());
        Assert.DoesNotContain("four", gateway.Upstream.Only.Text, StringComparison.Ordinal);
    }

    private static void Refuse(TestGateway gateway, string refusal, Func<JsonElement, bool> when) => gateway.Upstream.Answer = async context =>
    {
        var body = gateway.Upstream.Requests.Last().Json;
        if (when(body))
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { error = new { message = refusal, type = "invalid_request_error" } }));
            return;
        }

        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"data: {Bodies.Text("said")}\n\ndata: {Bodies.Stop}\n\ndata: [DONE]\n\n");
    };
}

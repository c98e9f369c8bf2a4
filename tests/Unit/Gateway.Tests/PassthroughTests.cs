using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class PassthroughTests
{
    private const string Stream =
        "event: message_start\r\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\": \"MODEL\" ,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\r\n\r\n"
        + ": a comment\n\nevent: ping\ndata: {\"type\": \"ping\"}\n\n"
        + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"the \\\"model\\\":\\\"upstream-model\\\" Ä\"}}\n\n"
        + "event: brand_new\ndata: {\"type\":\"brand_new\",\"model\":\"upstream-model\"}\n\n"
        + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9}}\n\n"
        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    [Fact]
    public async Task A_request_changes_by_the_models_name_and_no_other_byte()
    {
        const string Body = "{ \"max_tokens\":1.0e1,\t\"messages\":[{\"content\":\"\\u00e4 \\\"model\\\":\\\"x\\\"\",\"role\":\"user\"}] ,\"model\" : \"claude-sonnet-5[1m]\",\"zzz\":1e3}\n";
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json("""{"type":"message"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages?beta=true") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.Add("anthropic-beta", "one-2026,two-2026");
        request.Headers.Add("anthropic-version", "2026-10-21");
        request.Headers.Add("X-Claude-Code-Session-Id", "s");
        request.Headers.Add("Cookie", "secret=1");
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var sent = gateway.Upstream.Only;
        Assert.Equal(Body.Replace("claude-sonnet-5[1m]", "upstream-model", StringComparison.Ordinal), sent.Text);
        Assert.Equal("/v1/messages?beta=true", sent.Target);
        Assert.Equal("one-2026,two-2026", sent.Headers["anthropic-beta"]);
        Assert.Equal("2026-10-21", sent.Headers["anthropic-version"]);
        Assert.Equal("s", sent.Headers["x-claude-code-session-id"]);
        Assert.Equal("Bearer " + TestGateway.Key, sent.Headers["Authorization"]);
        Assert.False(sent.Headers.ContainsKey("Cookie") || sent.Headers.ContainsKey("x-api-key"));
        Assert.Equal(gateway.Upstream.Root.Authority, sent.Headers["Host"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100000)]
    public async Task A_stream_changes_by_the_models_name_and_no_other_byte(int cut)
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Grammar.IsOn = false;
        var bytes = Encoding.UTF8.GetBytes(Stream.Replace("MODEL", "upstream-model", StringComparison.Ordinal));
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream; charset=utf-8";
            context.Response.Headers["request-id"] = "req_upstream";
            foreach (var chunk in bytes.Chunk(cut))
            {
                await context.Response.Body.WriteAsync(chunk);
                await context.Response.Body.FlushAsync();
            }
        };
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(Stream.Replace("MODEL", "claude-sonnet-5", StringComparison.Ordinal), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("req_upstream", Assert.Single(response.Headers.GetValues("request-id")));
        var record = gateway.Log.Requests.Take(TestContext.Current.CancellationToken);
        Assert.Equal((3L, 9L, true), (record.Usage.Input, record.Usage.Output, record.Stream));
    }

    [Fact]
    public async Task A_message_changes_by_the_models_name_and_no_other_byte()
    {
        const string Message = "{\"id\":\"m\", \"content\":[{\"model\":\"upstream-model\"}],\n \"model\":\"upstream-model\",\"usage\":{\"input_tokens\":5,\"output_tokens\":1.0}}";
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json(Message);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(Message.Replace(" \"model\":\"upstream-model\"", " \"model\":\"claude-sonnet-5\"", StringComparison.Ordinal), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_error_keeps_its_words_status_and_headers()
    {
        const string Error = """{"type":"error","error":{"type":"rate_limit_error","message":"slow down"},"request_id":"req_1"}""";
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers["retry-after"] = "7";
            context.Response.Headers["x-should-retry"] = "true";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Error));
        };
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(Error, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("7", Assert.Single(response.Headers.GetValues("retry-after")));
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("x-should-retry")));
        Assert.Equal("rate_limit_error", gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Error);
    }

    [Fact]
    public async Task A_stream_that_ends_early_says_so()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\nevent: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"));
        };
        var items = SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream));
        Assert.Equal(["message_start", "content_block_start", "error"], items.Select(item => item.Name));
    }

    [Theory]
    [InlineData("OURS,{\"type\":\"text\",\"text\":\"a\"} , OURS", "{\"type\":\"text\",\"text\":\"a\"}")]
    [InlineData("OURS, OURS,{\"type\":\"tool_use\",\"input\":{\"signature\":\"cdps.1.x\"}},OURS, THEIRS", "{\"type\":\"tool_use\",\"input\":{\"signature\":\"cdps.1.x\"}}, THEIRS")]
    [InlineData("OURS", "{\"type\":\"text\",\"text\":\"[reasoning of another model]\"}")]
    [InlineData("THEIRS", "THEIRS")]
    public async Task Reasoning_that_the_gateway_signed_for_another_upstream_is_cut_out(string blocks, string expected)
    {
        const string Around = "{\"messages\":[{\"role\":\"user\",\"content\":\"cdps.1.\"},{\"content\":[BLOCKS ],\"role\":\"assistant\"}],\"model\":\"MODEL\",\"system\":\"cdps.1.\"}";
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json("""{"type":"message"}""");
        using var response = await gateway.PostAsync(Fill(Around, blocks, "claude-sonnet-5"));
        Assert.Equal(Fill(Around, expected, "upstream-model"), gateway.Upstream.Only.Text);

        static string Fill(string around, string blocks, string model) => around
            .Replace("BLOCKS", blocks, StringComparison.Ordinal)
            .Replace("MODEL", model, StringComparison.Ordinal)
            .Replace("OURS", "{\"type\":\"thinking\",\"thinking\":\"t\",\"signature\":\"cdps.1.chat..\"}", StringComparison.Ordinal)
            .Replace("THEIRS", "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"EqQB\"}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"input_tokens":42}""", 42, false)]
    [InlineData(404, "no", 0, true)]
    [InlineData(501, "no", 0, true)]
    public async Task Tokens_are_counted_by_the_upstream_where_it_can(int status, string body, int expected, bool isEstimate)
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json(body, status);
        using var response = await gateway.PostAsync(Bodies.Ask, "/v1/messages/count_tokens?beta=true");
        Assert.Equal(isEstimate, response.Headers.Contains("X-ClaudeDesktop-Estimate"));
        var tokens = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("input_tokens").GetInt32();
        Assert.True(isEstimate ? tokens > 0 : tokens == expected);
        Assert.Equal("/v1/messages/count_tokens?beta=true", gateway.Upstream.Only.Target);
    }
}

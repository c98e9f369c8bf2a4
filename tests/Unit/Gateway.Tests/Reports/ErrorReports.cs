using System;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using Anthropic;
using Anthropic.Models.Messages;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

/// <summary>Failures that other gateways hid, or said in words that no client of Anthropic's understands.</summary>
public sealed class ErrorReports
{
    private const string Overloaded = """{"error":{"message":"The model is busy.","code":503}}""";

    [Theory]
    [InlineData(Overloaded, "overloaded_error", "The model is busy.")]
    [InlineData("""{"error":"The model fell over."}""", "api_error", "The model fell over.")]
    [InlineData("""{"id":"c","error":{"message":"Slower, please.","code":"rate_limit_exceeded"},"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "rate_limit_error", "Slower, please.")]
    public async Task REG_021_a_failure_in_the_middle_is_told_in_the_providers_words_and_never_a_success(string chunk, string type, string words)
    {
        await using var gateway = await TestGateway.ChatAsync();
        var items = SseGrammar.Check(await ChatAnswers.StreamInTwoPartsAsync(gateway, [Bodies.Text("So far")], chunk, Bodies.Stop, Bodies.Usage, Bodies.Done));
        var error = items[^1].Data.GetProperty("error");
        Assert.Equal(type, error.GetProperty("type").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(items, item => item.Name is "message_delta" or "message_stop");

        gateway.Upstream.Stream(chunk, Bodies.Stop, Bodies.Done);
        foreach (var ask in (string[])[Bodies.Ask, Bodies.AskStream])
        {
            using var response = await gateway.PostAsync(ask);
            Assert.False(response.IsSuccessStatusCode);
            Assert.Equal(type, (await ErrorAnswers.ReadAsync(response)).Type);
        }
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat, 503)]
    [InlineData(ApiFormat.OpenAIChat, 529)]
    [InlineData(ApiFormat.AnthropicMessages, 503)]
    public async Task REG_023_no_capacity_is_an_overload_in_Anthropics_envelope(ApiFormat format, int status)
    {
        await using var gateway = await TestGateway.StartAsync(format, "m");
        gateway.Upstream.Json("""{"error":{"message":"No capacity is left in this region.","type":null,"param":null,"code":"503"}}""", status);
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(529, (int)response.StatusCode);
        Assert.Equal(("overloaded_error", "test: No capacity is left in this region."), await ErrorAnswers.ReadAsync(response));
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat, 401, "authentication_error")]
    [InlineData(ApiFormat.OpenAIChat, 429, "rate_limit_error")]
    [InlineData(ApiFormat.OpenAIChat, 500, "api_error")]
    [InlineData(ApiFormat.AnthropicMessages, 400, "invalid_request_error")]
    [InlineData(ApiFormat.AnthropicMessages, 404, "not_found_error")]
    public async Task REG_024_the_upstreams_errors_have_Anthropics_shape_and_a_type_of_Anthropics(ApiFormat format, int status, string type)
    {
        await using var gateway = await TestGateway.StartAsync(format, "m");
        gateway.Upstream.Json("""{"error":{"message":"No.","type":"None","param":"None","code":null}}""", status);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal((type, "test: No."), await ErrorAnswers.ReadAsync(response));
    }

    [Theory]
    [InlineData("/v1/messages", "{", 400, "invalid_request_error")]
    [InlineData("/v1/messages", """{"model":"gpt-of-nobody","max_tokens":1,"messages":[{"role":"user","content":"x"}]}""", 404, "not_found_error")]
    [InlineData("/v1/messages/count_tokens", "[]", 400, "invalid_request_error")]
    [InlineData("/v1/nothing", "{}", 404, "not_found_error")]
    public async Task REG_024_the_gateways_own_errors_have_the_same_shape(string path, string body, int status, string type)
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await gateway.PostAsync(body, path);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(type, (await ErrorAnswers.ReadAsync(response)).Type);

        gateway.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "wrong");
        using var refused = await gateway.PostAsync(body, path);
        Assert.Equal("authentication_error", (await ErrorAnswers.ReadAsync(refused)).Type);
    }

    [Fact]
    public async Task REG_025_a_failure_in_the_middle_is_an_event_that_Anthropics_own_client_reads()
    {
        await using var gateway = await TestGateway.ChatAsync();
        var stream = await ChatAnswers.StreamInTwoPartsAsync(gateway, [Bodies.Text("So far")], Overloaded);
        Assert.EndsWith("\n\nevent: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"test: The model is busy.\"}}\n\n", stream, StringComparison.Ordinal);

        var seen = new TaskCompletionSource();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(ChatAnswers.Frames(Bodies.Text("So far")));
            await context.Response.Body.FlushAsync();
            await seen.Task;
            await context.Response.Body.WriteAsync(ChatAnswers.Frames(Overloaded));
        };
        var client = new AnthropicClient { BaseUrl = gateway.Server.BaseUri.AbsoluteUri, AuthToken = gateway.Token, ApiKey = null, MaxRetries = 0, HttpClient = gateway.Client };
        var ask = new MessageCreateParams { Model = "claude-sonnet-5", MaxTokens = 100, Messages = [new UserMessageParam("Hi")] };
        var failure = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await foreach (var happened in client.Messages.CreateStreaming(ask, TestContext.Current.CancellationToken))
                seen.TrySetResult();
        });
        Assert.True(seen.Task.IsCompleted);
        Assert.Contains("The model is busy.", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_026_an_Anthropic_upstreams_error_event_is_passed_on_as_the_end_of_the_stream()
    {
        const string Error = "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\",\"details\":null}}\n\n";
        await using var gateway = await TestGateway.AnthropicAsync("claude-sonnet-5");
        gateway.Upstream.Json(AnthropicAnswers.Start() + AnthropicAnswers.Text("So far") + Error, type: "text/event-stream");
        var answer = await gateway.StreamAsync(Bodies.AskStream);
        Assert.Equal(AnthropicAnswers.Start() + AnthropicAnswers.Text("So far") + Error, answer);
        Assert.Equal("error", SseGrammar.Check(answer)[^1].Name);
        Assert.Equal("overloaded_error", gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Error);
    }

    [Fact]
    public async Task REG_026_an_error_that_an_upstream_calls_a_success_gets_its_status()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""");
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(529, (int)response.StatusCode);
        Assert.Equal(("overloaded_error", "test: Overloaded"), await ErrorAnswers.ReadAsync(response));
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat)]
    [InlineData(ApiFormat.AnthropicMessages)]
    public async Task REG_027_the_providers_words_arrive_without_anybodys_stack(ApiFormat format)
    {
        await using var gateway = await TestGateway.StartAsync(format, "m");
        gateway.Upstream.Json("""{"error":{"message":"The tool list is too long.","stack":"Error: no\n    at send (/srv/app/route.js:12:7)","type":"api_error"},"statusCode":400}""", 400);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(("invalid_request_error", "test: The tool list is too long."), await ErrorAnswers.ReadAsync(response));

        gateway.Upstream.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        using var broken = await gateway.PostAsync(Bodies.Ask);
        var (type, message) = await ErrorAnswers.ReadAsync(broken);
        Assert.Equal("api_error", type);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "text/html", "<!doctype html><html><head><style>p{}</style><title>Access denied</title></head><body><p>You</p></body></html>", 403, "Access denied")]
    [InlineData(429, "text/plain", "slow down", 429, "slow down")]
    [InlineData(400, "application/json", "{\"error\":{\"message\":\"bro", 400, "{\"error\":{\"message\":\"bro")]
    [InlineData(404, "application/json", "<p>Not&nbsp;here</p>", 404, "here")]
    [InlineData(500, "application/json", "\"a bare string\"", 500, "a bare string")]
    [InlineData(500, "application/json", "[]", 500, "500")]
    [InlineData(413, "", "", 413, "413")]
    public async Task REG_028_an_error_body_that_is_no_JSON_keeps_its_status_and_its_words(int status, string type, string body, int expected, string words)
    {
        foreach (var format in (ApiFormat[])[ApiFormat.OpenAIChat, ApiFormat.AnthropicMessages])
        {
            await using var gateway = await TestGateway.StartAsync(format, "m");
            gateway.Upstream.Json(body, status, type);
            using var response = await gateway.PostAsync(Bodies.AskStream);
            Assert.Equal(expected, (int)response.StatusCode);
            var (_, message) = await ErrorAnswers.ReadAsync(response);
            Assert.Contains(words, message, StringComparison.Ordinal);
            Assert.DoesNotContain('<', message);
        }
    }
}

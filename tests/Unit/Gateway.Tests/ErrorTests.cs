using System;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"bad","type":"invalid_request_error"}}""", 400, "invalid_request_error", "bad")]
    [InlineData(401, """{"error":{"message":"no key"}}""", 401, "authentication_error", "no key")]
    [InlineData(403, """{"detail":"not yours"}""", 403, "permission_error", "not yours")]
    [InlineData(404, """{"error":"model not found"}""", 404, "not_found_error", "model not found")]
    [InlineData(422, """{"detail":[{"msg":"extra"}]}""", 400, "invalid_request_error", "extra")]
    [InlineData(429, """{"error":{"message":"You exceeded your current quota","code":"insufficient_quota"}}""", 429, "rate_limit_error", "quota")]
    [InlineData(500, "", 500, "api_error", "500")]
    [InlineData(502, "<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>", 529, "overloaded_error", "502 Bad Gateway")]
    [InlineData(503, "busy", 529, "overloaded_error", "busy")]
    [InlineData(504, "", 504, "timeout_error", "504")]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 128000 tokens. However, your messages resulted in 140000 tokens.","code":"context_length_exceeded"}}""", 400, "invalid_request_error", "prompt is too long: 140000 tokens > 128000 maximum")]
    [InlineData(400, """{"error":{"message":"prompt token count of 74490 exceeds the limit of 72000"}}""", 400, "invalid_request_error", "prompt is too long: 74490 tokens > 72000 maximum")]
    [InlineData(500, """{"error":{"message":"request (9000 tokens) exceeds the available context size (8192 tokens)"}}""", 400, "invalid_request_error", "prompt is too long: 9000 tokens > 8192 maximum")]
    public async Task Failures_of_the_upstream_are_said_in_Anthropics_words(int status, string body, int expected, string type, string words)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json(body, status, body.StartsWith('<') ? "text/html" : "application/json");
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(expected, (int)response.StatusCode);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error");
        Assert.Equal(type, error.GetProperty("type").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        if (words.StartsWith("prompt is", StringComparison.Ordinal))
            Assert.Equal(words, error.GetProperty("message").GetString());
        if (expected is 401 or 403)
            Assert.Equal("false", Assert.Single(response.Headers.GetValues("x-should-retry")));
    }

    [Fact]
    public async Task When_to_try_again_is_passed_on()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers["retry-after"] = "12";
            return Task.CompletedTask;
        };
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal("12", Assert.Single(response.Headers.GetValues("retry-after")));
    }

    [Theory]
    [InlineData("""{"error":{"message":"Provider returned error","code":502},"choices":[{"delta":{"content":""},"finish_reason":"error"}]}""", "overloaded_error")]
    [InlineData("""{"choices":[{"delta":{"content":""},"finish_reason":"error"}],"error":{"message":"Provider returned error","code":429}}""", "rate_limit_error")]
    [InlineData("""{"error":{"message":"Failed to call a function.","type":"invalid_request_error","code":"tool_use_failed","status_code":400}}""", "invalid_request_error")]
    [InlineData("""{"choices":[{"delta":{},"finish_reason":"error"}]}""", "api_error")]
    [InlineData("this is no JSON", "api_error")]
    public async Task A_failure_in_the_middle_ends_the_stream_with_an_error(string chunk, string type)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {Bodies.Text("So far")}\n\n"));
            await context.Response.Body.FlushAsync();
            await gateway.FirstByteSeen.Task;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {chunk}\n\ndata: [DONE]\n\n"));
        };
        var items = SseGrammar.Check(await gateway.ReadSlowlyAsync(Bodies.AskStream));
        Assert.Equal("So far", Bodies.AllText(items));
        Assert.Equal(type, items[^1].Data.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(type, gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Error);
    }

    [Fact]
    public async Task A_failure_as_the_first_event_still_gets_a_status()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream("""{"error":{"message":"overloaded","code":503}}""");
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(529, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_stream_that_ends_early_is_never_a_finished_answer()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {Bodies.Text("So far")}\n\n"));
            await context.Response.Body.FlushAsync();
            await gateway.FirstByteSeen.Task;
        };
        var items = SseGrammar.Check(await gateway.ReadSlowlyAsync(Bodies.AskStream));
        Assert.Equal("error", items[^1].Name);
        Assert.DoesNotContain(items, item => item.Name == "message_delta");
    }

    [Fact]
    public async Task A_connection_that_breaks_is_an_error()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"data: {Bodies.Text("So far")}\n\n"));
            await context.Response.Body.FlushAsync();
            await gateway.FirstByteSeen.Task;
            context.Abort();
        };
        Assert.Equal("error", SseGrammar.Check(await gateway.ReadSlowlyAsync(Bodies.AskStream))[^1].Name);
    }

    [Fact]
    public async Task An_upstream_that_is_not_there_is_named()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Enable(gateway.Provider("gone", Providers.ApiFormat.OpenAIChat, "m") with { BaseUri = new Uri("http://127.0.0.1:1") });
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Contains("'gone' cannot be reached", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        PublishedForm.SkipWhen(true, PublishedForm.OneTry);
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Single(gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("not json", 400)]
    [InlineData("[]", 400)]
    [InlineData("{\"messages\":[]}", 400)]
    [InlineData("{\"model\":\"claude-sonnet-5\",\"messages\":[]} x", 400)]
    [InlineData("", 400)]
    public async Task A_bad_request_never_reaches_the_upstream(string body, int status)
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await gateway.PostAsync(body);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var content = new ByteArrayContent(new byte[(64 * 1024 * 1024) + 1]);
        using var response = await SendExpectingAsync(gateway, content);
        Assert.Equal(413, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("gzip", 200)]
    [InlineData("br", 200)]
    [InlineData("deflate", 200)]
    [InlineData("zstd", 415)]
    public async Task Compressed_bodies_are_read(string encoding, int status)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Stream(Bodies.Text("x"), Bodies.Stop, Bodies.Done);
        using var content = new ByteArrayContent(Compression.Compress(encoding, Bodies.Ask));
        content.Headers.ContentEncoding.Add(encoding);
        using var response = await gateway.Client.PostAsync("/claude-desktop/v1/messages", content, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
    }

    private static Task<HttpResponseMessage> SendExpectingAsync(TestGateway gateway, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = content };
        request.Headers.ExpectContinue = true;
        return gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

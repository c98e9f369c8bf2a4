using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

public sealed class GeminiErrorTests
{
    [Theory]
    [InlineData(400, """{"error":{"code":400,"message":"Bad field.","status":"INVALID_ARGUMENT"}}""", 400, "invalid_request_error")]
    [InlineData(400, """[{"error":{"code":400,"message":"Bad field.","status":"INVALID_ARGUMENT"}}]""", 400, "invalid_request_error")]
    [InlineData(400, """{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}""", 401, "authentication_error")]
    [InlineData(403, """{"error":{"code":403,"message":"No.","status":"PERMISSION_DENIED"}}""", 403, "permission_error")]
    [InlineData(404, """{"error":{"code":404,"message":"models/x is not found","status":"NOT_FOUND"}}""", 404, "not_found_error")]
    [InlineData(500, """{"error":{"code":500,"message":"Internal","status":"INTERNAL"}}""", 500, "api_error")]
    [InlineData(503, """{"error":{"code":503,"message":"Overloaded","status":"UNAVAILABLE"}}""", 529, "overloaded_error")]
    [InlineData(504, """{"error":{"code":504,"message":"Late","status":"DEADLINE_EXCEEDED"}}""", 504, "timeout_error")]
    public async Task Errors_are_said_in_Anthropics_words(int status, string body, int expected, string type)
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json(body, status);
        using var response = await gateway.PostAsync(Bodies.AskStream);
        var error = Gem.Json(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error");
        Assert.Equal((expected, type), ((int)response.StatusCode, error.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task When_to_try_again_is_a_header()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json("""{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED","details":[{"@type":"a"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}""", 429);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal((HttpStatusCode)429, response.StatusCode);
        Assert.Equal("35", Assert.Single(response.Headers.GetValues("retry-after")));
    }

    [Fact]
    public async Task A_conversation_that_is_too_long_is_said_so_that_the_client_shortens_it()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json("""{"error":{"code":400,"message":"The input token count (1200345) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}""", 400);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Contains("\"prompt is too long: 1200345 tokens > 1048576 maximum\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_upstream_counts_tokens()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json("""{"totalTokens":1234,"promptTokensDetails":[]}""");
        using var response = await gateway.PostAsync("""{"model":"claude-sonnet-5","system":"Be kind.","messages":[{"role":"user","content":"Hi"}],"tools":[]}""", "/v1/messages/count_tokens?beta=true");
        Assert.Equal("""{"input_tokens":1234}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.False(response.Headers.Contains("X-ClaudeDesktop-Estimate"));
        Assert.Equal("/v1beta/models/gemini-3.6-flash:countTokens", gateway.Upstream.Only.Target);
        var asked = gateway.Upstream.Only.Json.GetProperty("generateContentRequest");
        Assert.Equal("models/gemini-3.6-flash", asked.GetProperty("model").GetString());
        Assert.Equal("user: text", Gem.Shape(asked));
    }

    [Fact]
    public async Task Where_the_upstream_does_not_count_the_figure_is_an_estimate()
    {
        await using var gateway = await Gem.StartAsync();
        gateway.Upstream.Json("""{"error":{"code":500,"message":"x"}}""", 500);
        using var response = await gateway.PostAsync(Bodies.Ask, "/v1/messages/count_tokens");
        Assert.Equal("true", response.Headers.GetValues("X-ClaudeDesktop-Estimate").Single());
    }
}

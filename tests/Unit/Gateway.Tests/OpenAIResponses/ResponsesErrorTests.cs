using System;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

public sealed class ResponsesErrorTests
{
    private static string[] Begun => [Wire.Created, Wire.Added(0, Wire.Message()), Wire.Text(0, "So")];

    [Theory]
    [InlineData("rate_limit_exceeded", 429, "rate_limit_error")]
    [InlineData("server_error", 500, "api_error")]
    [InlineData("invalid_prompt", 400, "invalid_request_error")]
    [InlineData("invalid_image", 400, "invalid_request_error")]
    [InlineData("unsupported_image_media_type", 400, "invalid_request_error")]
    [InlineData("server_is_overloaded", 529, "overloaded_error")]
    [InlineData("insufficient_quota", 429, "rate_limit_error")]
    public async Task REG_022_A_failed_response_before_anything_was_said_is_an_error_of_its_kind(string code, int status, string type)
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Stream(Wire.Created, Wire.Failed(code, "It went wrong."));
        using var response = await gateway.PostAsync(Bodies.AskStream);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, type), ((int)response.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("error").GetProperty("type").GetString()));
        Assert.Contains("It went wrong.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_022_A_response_that_fails_in_the_middle_ends_the_stream_with_an_error()
    {
        var items = await Ask.StreamInTwoAsync(Begun, [Wire.Failed("rate_limit_exceeded", "Slow down."), Wire.Text(0, "more")]);
        Assert.Equal("So", Bodies.AllText(items));
        Assert.Equal("rate_limit_error", items[^1].Data.GetProperty("error").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""{"type":"error","sequence_number":2,"code":"rate_limit_exceeded","message":"Flat.","param":null}""", "Flat.", "rate_limit_error")]
    [InlineData("""{"type":"error","error":{"type":"usage_limit_reached","message":"Nested.","resets_in_seconds":9}}""", "Nested.", "rate_limit_error")]
    [InlineData("""{"error":{"message":"Bare.","code":"server_error"}}""", "Bare.", "api_error")]
    [InlineData("""{"detail":"Odd.","status":"failed"}""", "Odd.", "api_error")]
    public async Task REG_030_An_error_event_of_any_shape_is_told_in_Anthropics_words(string happened, string words, string type)
    {
        var items = await Ask.StreamInTwoAsync(Begun, [happened]);
        var error = items[^1].Data.GetProperty("error");
        Assert.Equal(type, error.GetProperty("type").GetString());
        Assert.Contains(words, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task REG_030_A_refusal_of_the_ChatGPT_backend_keeps_its_words_and_status()
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Json("""{"detail":"Unsupported parameter: foo"}""", 400);
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Unsupported parameter: foo", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_long_a_conversation_is_said_so_that_the_client_shortens_it(bool isStreamed)
    {
        await using var gateway = await Ask.GatewayAsync();
        const string Words = "Your input exceeds the context window of this model: 300000 tokens, limit 272000.";
        if (isStreamed)
            gateway.Upstream.Stream(Wire.Created, Wire.Failed("context_length_exceeded", Words));
        else
            gateway.Upstream.Json($$"""{"error":{"message":"{{Words}}","type":"invalid_request_error","param":"input","code":"context_length_exceeded"} }""", 400);
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(400, (int)response.StatusCode);
        var message = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error").GetProperty("message").GetString();
        Assert.Equal("prompt is too long: 300000 tokens > 272000 maximum", message);
    }

    [Fact]
    public async Task An_empty_purse_is_not_worth_another_try()
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Stream(Wire.Created, """{"type":"error","sequence_number":2,"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"Quota."}}""", Wire.Failed("insufficient_quota", "Quota."));
        using var response = await gateway.PostAsync(Bodies.AskStream);
        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal("false", string.Join(',', response.Headers.GetValues("x-should-retry")));
    }

    [Theory]
    [InlineData("""{"object":"response","status":"failed","error":{"code":"server_error","message":"Broken."},"output":[]}""", 500)]
    [InlineData("""{"object":"response","status":"cancelled","error":null,"output":[]}""", 500)]
    [InlineData("""{"object":"response","status":"completed","out""", 500)]
    [InlineData("", 500)]
    [InlineData("[]", 500)]
    [InlineData("{}", 500)]
    public async Task A_whole_answer_that_is_none_is_an_error(string body, int status)
    {
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Json(body);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_call_without_a_name_is_an_error_unless_the_answer_was_cut_short()
    {
        const string Nameless = """{"type":"function_call","call_id":"c","arguments":""}""";
        await using var gateway = await Ask.GatewayAsync();
        gateway.Upstream.Stream(Wire.Created, Wire.Added(0, Nameless), Wire.Completed());
        Assert.Contains("without naming it", await gateway.StreamAsync(Bodies.AskStream), StringComparison.Ordinal);
        gateway.Upstream.Stream(Wire.Created, Wire.Added(0, Nameless), Wire.Incomplete("max_output_tokens"));
        Assert.Equal("max_tokens", Bodies.StopReason(SseGrammar.Check(await gateway.StreamAsync(Bodies.AskStream))));
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>Upstreams and proxies that show the key in what they say.</summary>
public sealed class EchoTests
{
    private const string Key = TestGateway.Key;

    [Theory]
    [InlineData("""{"error":{"message":"Incorrect API key provided: KEY."}}""")]
    [InlineData("""{"error":{"message":"Incorrect API key provided: \u0075pstream-key-0123456789."}}""")]
    [InlineData("""{"error":{"message":"No.","code":"KEY"}}""")]
    [InlineData("""{"error":{"message":"No.","type":"KEY"}}""")]
    [InlineData("""{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key: KEY"}}""")]
    [InlineData("""{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key: \u0075pstream-key-0123456789"}}""")]
    [InlineData("""{"type":"error","error":{"type":"authentication_error","message":"No."},"request":{"headers":["KEY"]}}""")]
    [InlineData("""{"type":"error","error":{"type":"authentication_error","message":"No."},"KEY":1}""")]
    [InlineData("""{"detail":[{"loc":["header"],"input":"Bearer KEY"}]}""")]
    [InlineData("<html><title>Bad request: Authorization: Bearer KEY</title></html>")]
    [InlineData("Authorization: Bearer KEY")]
    [InlineData("{\"error\":\"KEY")]
    [InlineData("\"UPSTREAM-KEY-0123456789\"")]
    public async Task A_key_in_a_refusal_reaches_neither_client_nor_log(string body)
    {
        foreach (var format in (ApiFormat[])[ApiFormat.AnthropicMessages, ApiFormat.OpenAIChat, ApiFormat.OpenAIResponses, ApiFormat.Gemini])
        {
            await using var gateway = await TestGateway.StartAsync(format, "m");
            foreach (var (ask, path) in ((string, string)[])[(Bodies.Ask, "/v1/messages"), (Bodies.AskStream, "/v1/messages"), (Bodies.Ask, "/v1/messages/count_tokens")])
            {
                gateway.Upstream.Answer = async context =>
                {
                    context.Response.StatusCode = 401;
                    context.Response.ContentType = "application/json";
                    foreach (var header in (string[])["retry-after", "request-id", "anthropic-note"])
                        context.Response.Headers[header] = Key;
                    await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body.Replace("KEY", Key, StringComparison.Ordinal)));
                };
                using var response = await gateway.PostAsync(ask, path);
                var told = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                HoldsNoKey(told, response.Headers.ToString());
                if (!response.IsSuccessStatusCode)
                    Assert.Equal("error", JsonDocument.Parse(told).RootElement.GetProperty("type").GetString());
            }

            HoldsNoKey([.. gateway.Log.Lines.Select(line => line.Message), .. gateway.Log.Requests.Select(record => record.ToString())]);
        }
    }

    [Theory]
    [InlineData(ApiFormat.AnthropicMessages, "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"Bad key KEY\"}}")]
    [InlineData(ApiFormat.OpenAIChat, "{\"error\":{\"message\":\"Bad key KEY\"}}")]
    [InlineData(ApiFormat.OpenAIResponses, "{\"type\":\"error\",\"message\":\"Bad key KEY\"}")]
    [InlineData(ApiFormat.Gemini, "{\"error\":{\"code\":500,\"message\":\"Bad key KEY\"}}")]
    public async Task A_key_in_a_streams_error_does_not_reach_the_client(ApiFormat format, string data)
    {
        await using var gateway = await TestGateway.StartAsync(format, "m");
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"event: error\ndata: {data.Replace("KEY", Key, StringComparison.Ordinal)}\n\n"));
        };
        var stream = await gateway.StreamAsync(Bodies.AskStream);
        Assert.Contains("Bad key [hidden]", stream, StringComparison.Ordinal);
        HoldsNoKey(stream);
    }

    [Theory]
    [InlineData(ApiFormat.AnthropicMessages, "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\nevent: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n", "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"Bad key KEY\"}}\n\n")]
    public async Task A_key_in_an_error_after_the_first_words_does_not_reach_the_client(ApiFormat format, string words, string error)
    {
        await using var gateway = await TestGateway.StartAsync(format, "m");
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(words + error.Replace("KEY", Key, StringComparison.Ordinal)));
        };
        using var response = await gateway.PostAsync(Bodies.AskStream);
        var stream = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("message_start", stream, StringComparison.Ordinal);
        Assert.Contains("Bad key [hidden]", stream, StringComparison.Ordinal);
        HoldsNoKey([stream, .. gateway.Log.Requests.Select(record => record.ToString())]);
    }

    [Fact]
    public async Task A_document_that_is_no_message_and_holds_the_key_is_not_passed_on()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json($$$"""{"request":{"key":"{{{Key}}}"}}""");
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(502, (int)response.StatusCode);
        HoldsNoKey(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_local_token_is_hidden_too_also_where_a_client_puts_it_into_a_models_name()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json($$$"""{"error":{"message":"{{{gateway.Token}}}"}}""", 400);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.DoesNotContain(gateway.Token, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var missing = await gateway.PostAsync(Bodies.Ask.Replace("claude-sonnet-5", gateway.Token, StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Token, await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Log.Requests, record => record.ToString().Contains(gateway.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_providers_key_and_one_that_was_changed_are_hidden_as_well()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        using var first = await gateway.PostAsync(Bodies.Ask);
        gateway.Secrets.Set(SecretNames.ProviderKey("test"), "the-next-key-0123456789");
        gateway.Upstream.Json($$$"""{"error":{"message":"{{{Key}}} was the-next-key-0123456789"}}""", 400);
        using var second = await gateway.PostAsync(Bodies.Ask);
        Assert.Contains("[hidden] was [hidden]", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_says_is_not_touched()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json($$"""{"choices":[{"message":{"content":"API_KEY={{Key}}"},"finish_reason":"stop"}]}""");
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Contains($"API_KEY={Key}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_shows_nothing_but_to_its_owner_how_many_requests_are_inside()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var owner = await gateway.Client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(["DATE", "REQUEST-ID", "X-CLAUDEDESKTOP-REQUESTS"], Names(owner));
        gateway.Client.DefaultRequestHeaders.Authorization = null;
        using var anybody = await gateway.Client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(["DATE", "REQUEST-ID"], Names(anybody));
    }

    private static IEnumerable<string> Names(HttpResponseMessage response) => response.Headers.Select(header => header.Key.ToUpperInvariant()).Order(StringComparer.Ordinal);

    [Theory]
    [InlineData("a secret-0123456789 b", "a [hidden] b")]
    [InlineData("SECRET-0123456789", "[hidden]")]
    [InlineData("secret-0123456789secret-0123456789", "[hidden][hidden]")]
    [InlineData("cut: secret-01…", "cut: [hidden]…")]
    [InlineData("cut: secr…", "cut: [hidden]…")]
    [InlineData("cut: sec…", "cut: sec…")]
    [InlineData("ollama short", "ollama short")]
    [InlineData("", "")]
    public void A_secret_goes_and_the_rest_stays(string text, string expected) =>
        Assert.Equal(expected, Redaction.None.With("secret-0123456789").With("ollama").Of(text));

    private static void HoldsNoKey(params string[] texts) => Assert.DoesNotContain(texts, text => text.Contains(Key, StringComparison.OrdinalIgnoreCase));
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>Names and values that would become headers, lines or addresses of their own.</summary>
public sealed class InjectionTests
{
    private const string Hello = """{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""";

    [Theory]
    [InlineData("claude-sonnet-5\r\nX-Evil: 1")]
    [InlineData("claude-sonnet-5\nX-Evil: 1")]
    [InlineData("claude-sonnet-5\0")]
    [InlineData("claude-sonnet-5\u202e")]
    [InlineData("\r\n\r\nHTTP/1.1 200 OK\r\n")]
    [InlineData("../../v1/other")]
    [InlineData("x\",\"stream\":true,\"y\":\"")]
    [InlineData("")]
    public async Task A_requested_model_stays_a_name(string model)
    {
        foreach (var format in (ApiFormat[])[ApiFormat.OpenAIChat, ApiFormat.AnthropicMessages, ApiFormat.Gemini])
        {
            await using var gateway = await TestGateway.StartAsync(format, "upstream-model");
            gateway.Upstream.Json(format == ApiFormat.OpenAIChat ? Hello : "{}");
            using var response = await gateway.PostAsync(Bodies.Ask.Replace("\"claude-sonnet-5\"", JsonSerializer.Serialize(model), StringComparison.Ordinal));
            Assert.False(response.Headers.Contains("X-Evil"));
            Assert.DoesNotContain(gateway.Log.Lines, line => line.Level == LogLevel.Error);
            foreach (var sent in gateway.Upstream.Requests)
            {
                Assert.False(sent.Headers.ContainsKey("X-Evil"));
                Assert.Contains(sent.Target, (string[])["/v1/chat/completions", "/v1/messages?beta=true", "/v1beta/models/upstream-model:generateContent", "/v1beta/models/upstream-model-large:generateContent"]);
            }
        }
    }

    [Theory]
    [InlineData("m?key=1#x", "/v1beta/models/m%3Fkey=1%23x:generateContent")]
    [InlineData("m HTTP/1.1", "/v1beta/models/m%20HTTP/1.1:generateContent")]
    [InlineData("@evil.example/m", "/v1beta/models/@evil.example/m:generateContent")]
    [InlineData("//evil.example/m", "/v1beta/models/evil.example/m:generateContent")]
    [InlineData("m\u202e", "/v1beta/models/m%E2%80%AE:generateContent")]
    public async Task A_model_in_an_address_stays_at_its_place(string model, string target)
    {
        await using var gateway = await TestGateway.StartAsync(ApiFormat.Gemini, model);
        gateway.Upstream.Json("""{"candidates":[{"content":{"parts":[{"text":"Hello"}]},"finishReason":"STOP"}]}""");
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal((target, gateway.Upstream.Root.Authority), (gateway.Upstream.Only.Target, gateway.Upstream.Only.Headers["Host"]));
    }

    [Theory]
    [InlineData("../../../other")]
    [InlineData("models/../../other")]
    [InlineData("models\\..\\..\\other")]
    [InlineData("m%2f..%2f..")]
    [InlineData("%2e%2e/%2e%2e/other")]
    [InlineData("m\r\nX-Evil: 1")]
    [InlineData("m\0")]
    [InlineData("..")]
    public async Task A_model_that_climbs_or_breaks_a_line_is_asked_of_nobody(string model)
    {
        await using var gateway = await TestGateway.StartAsync(ApiFormat.Gemini, model);
        foreach (var path in (string[])["/v1/messages", "/v1/messages/count_tokens"])
        {
            using var response = await gateway.PostAsync(Bodies.Ask, path);
            Assert.Equal(500, (int)response.StatusCode);
            Assert.Contains("names an upstream model that is no name", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Empty(gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("X-A", "b\r\nX-Evil: 1")]
    [InlineData("X-A", "b\nX-Evil: 1")]
    [InlineData("X-A", "b\rX-Evil: 1")]
    [InlineData("X-A", "b\0c")]
    [InlineData("X-A\r\nX-Evil", "1")]
    [InlineData("X-A: 1\r\nX-Evil", "1")]
    [InlineData("", "1")]
    [InlineData("Host", "evil.example")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Content-Length", "1")]
    [InlineData("Connection", "X-Evil")]
    public async Task A_header_that_no_command_would_store_is_sent_to_nobody(string name, string value)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json(Hello);
        gateway.Enable(gateway.Provider("test", ApiFormat.OpenAIChat, "m") with { Headers = new Dictionary<string, string> { [name] = value } });
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Contains("cannot be used", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Theory]
    [InlineData("http://192.0.2.1/v1", "https")]
    [InlineData("http://localhost.evil.example/v1", "https")]
    [InlineData("http://127.0.0.1.evil.example/v1", "https")]
    [InlineData("http://user:secret@127.0.0.1/v1", "password")]
    [InlineData("file:///etc/passwd", "https")]
    [InlineData("ftp://127.0.0.1/", "https")]
    [InlineData("https://evil.example/?a=", "'?'")]
    public async Task An_address_that_no_command_would_store_gets_no_key(string address, string why)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Enable(gateway.Provider("test", ApiFormat.OpenAIChat, "m") with { BaseUri = new Uri(address) });
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Contains(why, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("key-with\r\nX-Evil: 1")]
    [InlineData("key-with\nX-Evil: 1")]
    [InlineData("key-with\0nul")]
    public async Task A_key_is_no_header_of_its_own(string key)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json(Hello);
        gateway.Secrets.Set(SecretNames.ProviderKey("test"), key);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(500, (int)response.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
        Assert.DoesNotContain("X-Evil", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Message.Contains("key-with", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Evil\r\nX-Evil: 1")]
    [InlineData("Evil\",\"type\":\"x")]
    [InlineData("Evil\0\u202e\u2028")]
    [InlineData("<script>alert(1)</script>")]
    public async Task A_providers_name_stays_inside_a_message(string name)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Enable(gateway.Provider("test", ApiFormat.OpenAIChat, "m") with { Name = name });
        gateway.Upstream.Json("""{"error":{"message":"No."}}""", 403);
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal((403, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.False(response.Headers.Contains("X-Evil"));
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("error");
        Assert.Equal(("permission_error", $"{name}: No."), (error.GetProperty("type").GetString(), error.GetProperty("message").GetString()));
    }

    [Theory]
    [InlineData("anthropic-a\r\nX-Evil", "1")]
    [InlineData("anthropic-beta", "b\nX-Evil: 1")]
    public async Task A_clients_header_is_passed_on_as_one(string name, string value)
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json("{}");
        var request = $"POST {HostileGateway.Messages} HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Server.Port}\r\nx-api-key: {gateway.Token}\r\nConnection: close\r\n{name}: {value}\r\nContent-Length: {Bodies.Ask.Length}\r\n\r\n{Bodies.Ask}";
        await RawConnection.AskAsync(gateway.Server.Port, request);
        Assert.DoesNotContain(gateway.Upstream.Requests, sent => sent.Headers.ContainsKey("X-Evil"));
    }
}

using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>Where a gateway can be reached, and where a key goes.</summary>
public sealed class TravelTests
{
    [Fact]
    public async Task The_gateway_listens_on_this_machines_loopback_address_and_on_no_other()
    {
        await using var gateway = await TestGateway.ChatAsync();
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == gateway.Server.Port).Select(end => end.Address);
        Assert.Equal([IPAddress.Loopback], listeners);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task An_upstream_that_sends_on_to_another_takes_no_key_there(int status)
    {
        foreach (var format in (ApiFormat[])[ApiFormat.AnthropicMessages, ApiFormat.OpenAIChat, ApiFormat.OpenAIResponses, ApiFormat.Gemini])
        {
            await using var other = await TestUpstream.StartAsync();
            await using var gateway = await TestGateway.StartAsync(format, "m");
            gateway.Upstream.Answer = context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = new Uri(other.Root, "/v1/messages").ToString();
                return Task.CompletedTask;
            };
            foreach (var body in (string[])[Bodies.Ask, Bodies.AskStream])
            {
                using var response = await gateway.PostAsync(body);
                Assert.Equal(500, (int)response.StatusCode);
                Assert.Contains("redirects are not followed", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }

            using var count = await gateway.PostAsync(Bodies.Ask, "/v1/messages/count_tokens");
            Assert.Empty(other.Requests);
        }
    }

    [Fact]
    public async Task An_upstream_is_shown_no_cookie_of_its_own_again()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.Headers.SetCookie = "session=1; Path=/";
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync("""{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}"""u8.ToArray());
        };
        for (var i = 0; i < 2; i++)
        {
            using var response = await gateway.PostAsync(Bodies.Ask);
            Assert.Equal(200, (int)response.StatusCode);
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal(2, gateway.Upstream.Requests.Count);
        Assert.DoesNotContain(gateway.Upstream.Requests, request => request.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Chunks_are_no_part_of_HTTP_1_0()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""");
        var length = Bodies.Ask.Length.ToString("x", CultureInfo.InvariantCulture);
        var answer = Assert.Single(await RawConnection.AskAsync(
            gateway.Server.Port,
            $"POST {HostileGateway.Messages} HTTP/1.0\r\nHost: 127.0.0.1:{gateway.Server.Port}\r\nx-api-key: {gateway.Token}\r\nTransfer-Encoding: chunked\r\n\r\n{length}\r\n{Bodies.Ask}\r\n0\r\n\r\n"));
        Assert.Equal(400, answer.Status);
        Assert.Empty(gateway.Upstream.Requests);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>Upstreams that send what no upstream should.</summary>
public sealed class HostileUpstreamTests
{
    private const string Count = "/v1/messages/count_tokens";

    [Fact]
    public async Task A_small_answer_that_unpacks_to_more_than_64_MiB_is_given_up()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        var bomb = Bomb(100);
        gateway.Upstream.Answer = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(bomb).AsTask();
        };
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("larger than 64 MiB", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{\"input_tokens\":1e99}")]
    [InlineData("{\"input_tokens\":")]
    public async Task A_count_that_cannot_be_read_gives_way_to_an_estimate(string body)
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json(body);
        using var response = await gateway.PostAsync(Bodies.Ask, Count);
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("X-ClaudeDesktop-Estimate")));
        Assert.Empty(gateway.Log.Lines);
    }

    [Fact]
    public async Task A_count_whose_answer_breaks_off_gives_way_to_an_estimate()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.Body.WriteAsync(new byte[] { (byte)'{' });
        };
        using var response = await gateway.PostAsync(Bodies.Ask, Count);
        Assert.Equal("true", Assert.Single(response.Headers.GetValues("X-ClaudeDesktop-Estimate")));
    }

    [Fact]
    public async Task A_page_whose_title_never_ends_is_read_once()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json("<title>" + new string(' ', 60_000) + "Moved", 500, "text/html");
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Contains("test: Moved", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "anthropic-note")]
    [InlineData(429, "retry-after")]
    public async Task A_header_that_cannot_be_passed_on_is_left_out(int status, string header)
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        gateway.Enable(gateway.Provider("test", Providers.ApiFormat.AnthropicMessages, "m") with { BaseUri = new Uri($"http://{listener.LocalEndpoint}") });
        var answering = AnswerAsync(listener, $"HTTP/1.1 {status} X\r\n{header}: \u00e9\r\nContent-Length: 2\r\n\r\n{{}}");
        using var response = await gateway.PostAsync(Bodies.Ask);
        await answering;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Empty(gateway.Log.Lines);
    }

    [Fact]
    public async Task A_providers_and_a_clients_headers_may_hold_any_letter()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json("{}");
        gateway.Enable(gateway.Provider("test", Providers.ApiFormat.AnthropicMessages, "m") with
        {
            Headers = new Dictionary<string, string> { ["X-Team"] = "Käse", ["Content-Language"] = "de" },
        });
        using var response = await gateway.PostAsync(Bodies.Ask);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Käse", gateway.Upstream.Only.Headers["X-Team"]);
    }

    // No server that knows the rules would send it.
    private static async Task AnswerAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[16 * 1024], TestContext.Current.CancellationToken);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), TestContext.Current.CancellationToken);
    }

    private static byte[] Bomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            for (var i = 0; i < megabytes; i++)
                gzip.Write(new byte[1024 * 1024]);
        }

        return packed.ToArray();
    }
}

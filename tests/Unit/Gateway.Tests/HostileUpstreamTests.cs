using System;
using System.IO;
using System.IO.Compression;
using System.Net;
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

using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Reports.Support;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>No test can read a broken stream without noticing.</summary>
public sealed class GrammarTests
{
    private static readonly string Broken = AnthropicAnswers.Start() + AnthropicAnswers.Start() + AnthropicAnswers.Delta() + AnthropicAnswers.End;

    [Fact]
    public async Task A_broken_stream_fails_the_test_that_reads_it()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json(Broken, type: "text/event-stream");
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => gateway.StreamAsync(Bodies.AskStream));
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => gateway.ReadSlowlyAsync(Bodies.AskStream));
    }

    [Fact]
    public async Task A_stream_that_its_reader_leaves_is_checked_as_far_as_it_was_read()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Json(Broken, type: "text/event-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(Bodies.AskStream, Encoding.UTF8, "application/json") };
        var response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await stream.ReadExactlyAsync(new byte[Broken.Length - 10], TestContext.Current.CancellationToken);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(stream.Dispose);
        response.Dispose();
    }
}

using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class HttpReports
{
    private static readonly string[] HopByHop = ["Connection", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Upgrade", "anthropic-for-one-hop"];

    [Fact]
    public async Task REG_112_headers_for_one_hop_end_at_the_gateway_in_both_directions()
    {
        await using var gateway = await TestGateway.AnthropicAsync();
        gateway.Upstream.Answer = async context =>
        {
            context.Response.Headers["Connection"] = "anthropic-back-one-hop";
            context.Response.Headers["Keep-Alive"] = "timeout=5";
            context.Response.Headers["Proxy-Authenticate"] = "Basic";
            context.Response.Headers["anthropic-back-one-hop"] = "1";
            context.Response.Headers["anthropic-organization-id"] = "o";
            await context.Response.Body.WriteAsync("{\"type\":\"message\"}"u8.ToArray());
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(Bodies.Ask, Encoding.UTF8, "application/json") };
        foreach (var name in HopByHop)
            request.Headers.TryAddWithoutValidation(name, name == "Connection" ? "x-other, Anthropic-For-One-Hop" : "x");
        request.Headers.TryAddWithoutValidation("anthropic-beta", "stays-2026");
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(gateway.Upstream.Only.Headers.Keys.Intersect(HopByHop, System.StringComparer.OrdinalIgnoreCase));
        Assert.Equal("stays-2026", gateway.Upstream.Only.Headers["anthropic-beta"]);
        Assert.Equal("o", Assert.Single(response.Headers.GetValues("anthropic-organization-id")));
        Assert.False(response.Headers.Contains("anthropic-back-one-hop") || response.Headers.Contains("Keep-Alive") || response.Headers.Contains("Proxy-Authenticate"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task REG_113_a_compressed_request_is_read(string encoding)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        using var response = await SendAsync(gateway, encoding, Compression.Compress(encoding, Bodies.Ask));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("Hi", gateway.Upstream.Only.Json.GetProperty("messages")[0].GetProperty("content").GetString());
        Assert.False(gateway.Upstream.Only.Headers.ContainsKey("Content-Encoding"));
    }

    [Fact]
    public async Task REG_113_a_compression_that_cannot_be_read_is_refused_by_name()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await SendAsync(gateway, "zstd", [0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x00]);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("'zstd' is not supported; use gzip, br, deflate or none", text, System.StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestGateway gateway, string encoding, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentEncoding.Add(encoding);
        return await gateway.Client.PostAsync("/claude-desktop/v1/messages", content);
    }
}

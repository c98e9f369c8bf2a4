using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class HalfCharacterTests
{
    [Theory]
    [InlineData("a\\ud83d", "a\uFFFD")]
    [InlineData("\\udE00b", "\uFFFDb")]
    [InlineData("\\ud83d\\ud83d\\ude00\\\\ud83d", "\uFFFD😀\\ud83d")]
    [InlineData("\\ud83d\\u0041\\n\\\\", "\uFFFDA\n\\")]
    public async Task Half_a_character_in_a_request_becomes_a_replacement_character(string escaped, string expected)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        using var response = await gateway.PostAsync(Bodies.Ask2($$"""  "messages":[{"role":"user","content":"{{escaped}}"}]  """));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, gateway.Upstream.Only.Json.GetProperty("messages")[0].GetProperty("content").GetString());
    }

    [Fact]
    public async Task A_request_that_is_not_UTF8_is_refused()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(Bodies.Ask.Replace("Hi", "Grüße", System.StringComparison.Ordinal)));
        using var response = await gateway.Client.PostAsync("/claude-desktop/v1/messages", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("UTF-8", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), System.StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
    }
}

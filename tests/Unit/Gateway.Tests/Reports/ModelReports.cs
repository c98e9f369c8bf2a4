using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Reports;

public sealed class ModelReports
{
    [Theory]
    [InlineData("claude-opus-4-6", "opus-old")]
    [InlineData("claude-opus-4.6", "opus-old")]
    [InlineData("anthropic/claude-opus-4.6", "opus-old")]
    [InlineData("claude-opus-4-6-20251101", "opus-old")]
    [InlineData("claude-opus-5", "opus-new")]
    [InlineData("claude-3-5-haiku-20241022", "small")]
    [InlineData("claude-haiku-4.5", "small")]
    [InlineData("haiku", "small")]
    public async Task REG_104_dashes_dots_dates_and_helper_models_find_their_route(string requested, string upstream)
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Enable(gateway.Provider("many", ApiFormat.OpenAIChat, "m") with
        {
            Routes =
            [
                new ModelRoute { Role = ModelRole.Opus, RouteId = "claude-opus-5", Model = "opus-new" },
                new ModelRoute { Role = ModelRole.Opus, RouteId = "claude-opus-4-6", Model = "opus-old" },
                new ModelRoute { Role = ModelRole.Haiku, RouteId = "claude-haiku-4-5", Model = "small" },
            ],
        });
        gateway.Upstream.Json("""{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}]}""");
        using var response = await gateway.PostAsync(Bodies.Ask.Replace("claude-sonnet-5", requested, System.StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(upstream, gateway.Upstream.Requests.Last().Json.GetProperty("model").GetString());
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(requested, answer.GetProperty("model").GetString());
    }
}

using System;
using System.Threading.Tasks;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;
using static ClaudeDesktop.Tests.Support.LiveStage;

namespace ClaudeDesktop.Tests.Live;

public class OtherDoorsTests
{
    private const string Refused = """{"error":{"message":"model is required"}}""";

    [Theory]
    [InlineData(ApiFormat.OpenAIChat, "/api", "/api/v1/chat/completions", "lacks a '/v1'", "-BaseUri {0}api/v1")]
    [InlineData(ApiFormat.OpenAIChat, "/paas/v4/v1", "/paas/v4/chat/completions", "a '/v1' too many", "-BaseUri {0}paas/v4")]
    [InlineData(ApiFormat.AnthropicMessages, "/", "/anthropic/v1/messages", "in another place", "-BaseUri {0}anthropic")]
    [InlineData(ApiFormat.AnthropicMessages, "/", "/v1/chat/completions", "answers to OpenAIChat at", "-ApiFormat OpenAIChat")]
    [InlineData(ApiFormat.AnthropicMessages, "/api", "/api/v1/responses", "answers to OpenAIResponses at", "-ApiFormat OpenAIResponses -BaseUri {0}api/v1")]
    [InlineData(ApiFormat.OpenAIChat, "/v1", "/v1/messages", "answers to AnthropicMessages at", "-ApiFormat AnthropicMessages -BaseUri {0}")]
    [InlineData(ApiFormat.OpenAIResponses, "/v1", "/v1/chat/completions", "answers to OpenAIChat at", "-ApiFormat OpenAIChat")]
    [InlineData(ApiFormat.OpenAIChat, "/v1", "/v1/chat/completions/", "only with a slash at the end", "without that slash")]
    public async Task Where_the_API_is_elsewhere_on_the_server_that_is_said(ApiFormat format, string basePath, string door, string says, string action)
    {
        await using var stage = new LiveStage();
        stage.Json(door, 400, Refused);

        var result = await stage.RunAsync(Mapped with { ApiFormat = format, BaseUri = new Uri("http://placeholder" + basePath) });

        Assert.Equal((true, false, null), (result.Reached, result.Succeeded, result.Authenticated));
        Assert.Contains(says, result.Problem, StringComparison.Ordinal);
        Assert.Contains(string.Format(null, action, stage.Server.Root).TrimEnd('/'), result.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_direct_provider_of_another_format_needs_the_gateway()
    {
        await using var stage = new LiveStage();
        stage.Json("/v1/chat/completions", 401, Refused);

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Contains("-Mode Mapped", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_refuses_everything_tells_nothing()
    {
        await using var stage = new LiveStage();
        stage.Server.Answer = (call, stream, _) => LoopbackServer.SendAsync(stream, call.Path == "/v1/messages" ? 404 : 400, "application/json", "{}");

        var result = await stage.RunAsync(Mapped with { ApiFormat = ApiFormat.AnthropicMessages });

        Assert.EndsWith("has nothing at " + stage.Server.Root + "v1/messages (404).", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_shows_its_web_page_everywhere_has_no_door()
    {
        await using var stage = new LiveStage();
        stage.Server.Answer = (_, stream, _) => LoopbackServer.SendAsync(stream, 200, "text/html", "<html>Sign in to the network</html>");

        var result = await stage.RunAsync(Mapped);

        Assert.Contains("with a web page", result.Problem, StringComparison.Ordinal);
        Assert.Contains("sign-in", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_for_doors_asks_no_model_anything()
    {
        await using var stage = new LiveStage();

        await stage.RunAsync(Mapped);

        Assert.All(stage.Server.Calls, call => Assert.True(call.Path == "/v1/chat/completions" || call.Body is "{}"));
    }
}

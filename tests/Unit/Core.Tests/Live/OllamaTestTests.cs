using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;
using static ClaudeDesktop.Tests.Support.LiveStage;

namespace ClaudeDesktop.Tests.Live;

public class OllamaTestTests
{
    [Theory]
    [InlineData("0.13.5", "qwen3.5", "Ollama 0.13.5 is too old")]
    [InlineData("0.22.1", "kimi-k2.6:cloud", "cloud model 'kimi-k2.6:cloud': those need 0.23")]
    [InlineData("0.14.0-rc1", "qwen3.5", null)]
    [InlineData("0.40.12", "kimi-k2.6:cloud", null)]
    public async Task An_Ollama_that_is_too_old_is_named(string version, string model, string? says)
    {
        await using var stage = new LiveStage();
        stage.Stream("/v1/messages", Whole);
        stage.Json("/api/version", 200, $$"""{"version":"{{version}}"}""");

        var result = await stage.RunAsync(Mapped with { ApiFormat = ApiFormat.AnthropicMessages, AuthScheme = AuthScheme.None, Preset = "Ollama", Routes = [Mapped.Routes[0] with { Model = model }] });

        Assert.StartsWith(result.ServerVersion!.ToString(), version, StringComparison.Ordinal);
        if (says is null)
            Assert.Null(result.Problem);
        else
            Assert.Contains(says, result.Problem, StringComparison.Ordinal);
        Assert.Equal(says is null ? 1 : 0, stage.Server.Calls.Count(call => call.Path == "/v1/messages"));
    }

    [Theory]
    [InlineData(4096, "room for 4096 tokens", "OLLAMA_CONTEXT_LENGTH=65536")]
    [InlineData(65536, null, null)]
    public async Task What_the_loaded_model_has_room_for_is_told_and_judged(long loaded, string? says, string? action)
    {
        await using var stage = new LiveStage();
        stage.Stream("/v1/messages", Whole);
        stage.Json("/api/version", 200, """{"version":"0.40.12"}""");
        stage.Json("/api/show", 200, """{"parameters":"temperature 1\nstop \"x\"","model_info":{"general.architecture":"qwen35","qwen35.context_length":262144},"capabilities":["completion","tools","vision"]}""");
        stage.Json("/api/ps", 200, $$"""{"models":[{"name":"qwen3.5:latest","context_length":{{loaded}}}]}""");

        var result = await stage.RunAsync(Local("qwen3.5"));

        Assert.Equal((loaded, FeatureSupport.Native, FeatureSupport.Native), (result.ContextLength, result.Images, result.Tools));
        Assert.Equal(says is null, result.Problem is null);
        Assert.Contains(says ?? "", result.Problem ?? "", StringComparison.Ordinal);
        Assert.Contains(action ?? "", result.RecommendedAction ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_told_with_how_to_get_it()
    {
        await using var stage = new LiveStage();
        stage.Json("/v1/messages", 404, """{"type":"error","error":{"type":"not_found_error","message":"model 'qwen3.5' not found"}}""");
        stage.Json("/v1/models?limit=1000", 200, """{"data":[{"id":"qwen3:8b"},{"id":"gemma4"}]}""");

        var result = await stage.RunAsync(Local("qwen3.5"));

        Assert.Contains("does not know the model 'qwen3.5'", result.Problem, StringComparison.Ordinal);
        Assert.Contains("ollama pull qwen3.5", result.RecommendedAction, StringComparison.Ordinal);
        Assert.StartsWith("Did you mean 'qwen3:8b'", result.RecommendedAction, StringComparison.Ordinal);
    }

    private static Provider Local(string model) => Mapped with { ApiFormat = ApiFormat.AnthropicMessages, AuthScheme = AuthScheme.None, Preset = "Ollama", Routes = [Mapped.Routes[0] with { Model = model }] };
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Live;

public class OllamaSetupTests
{
    private const string Able = """{"capabilities":["completion","tools"],"model_info":{"a.context_length":131072}}""";

    [Fact]
    public async Task The_largest_model_is_the_main_one_and_the_smallest_the_quick_one()
    {
        await using var server = Serve(
            ("/api/version", """{"version":"0.40.1"}"""),
            ("/api/tags", """{"models":[{"name":"small:4b","size":4,"capabilities":["completion","tools"]},{"name":"embed","size":9,"capabilities":["embedding"]},{"name":"mute:70b","size":70,"capabilities":["completion"]},{"name":"big:30b","size":30,"capabilities":["completion","tools"]},{"name":"far:cloud","size":0,"capabilities":["completion","tools"]}]}"""),
            ("/api/show", Able));

        var found = await LookAsync(server);

        Assert.True(found.IsThere);
        Assert.Equal(["big:30b", "small:4b"], found.Routes.Select(route => route.Model));
        Assert.Equal(new Version(0, 40, 1), found.Version);
        Assert.Empty(found.Missing);
        Assert.Equal(["big:30b", "small:4b"], found.Narrow);
        Assert.Equal(5, found.Models.Count);
    }

    [Fact]
    public async Task What_the_preset_suggests_is_taken_where_it_is_there()
    {
        await using var server = Serve(("/api/tags", """{"models":[{"name":"other:30b","size":30},{"name":"qwen3.5:latest","size":6}]}"""), ("/api/show", Able));

        Assert.Equal(["qwen3.5:latest", "qwen3.5:latest"], (await LookAsync(server)).Routes.Select(route => route.Model));
    }

    [Fact]
    public async Task A_model_that_the_provider_may_not_ask_is_not_chosen()
    {
        await using var server = Serve(("/api/tags", """{"models":[{"name":"other:30b","size":30},{"name":"small:4b","size":6}]}"""), ("/api/show", Able));

        var found = await OllamaSetup.LookAsync(At(server) with { DenyModels = ["other*"] }, true, TestContext.Current.CancellationToken);

        Assert.Equal(["small:4b", "small:4b"], found.Routes.Select(route => route.Model));
    }

    [Fact]
    public async Task Routes_that_were_given_stay_and_what_they_lack_is_named()
    {
        await using var server = Serve(("/api/tags", """{"models":[{"name":"gemma4:latest","size":6}]}"""), ("/api/show", Able));

        var found = await LookAsync(server, chooses: false);

        Assert.Equal(["qwen3.5", "gemma4"], found.Routes.Select(route => route.Model));
        Assert.Equal(["qwen3.5"], found.Missing);
    }

    [Fact]
    public async Task An_empty_server_keeps_the_suggestions_and_says_that_all_are_missing()
    {
        await using var server = Serve(("/api/tags", """{"models":[]}"""));

        Assert.Equal(["qwen3.5", "gemma4"], (await LookAsync(server)).Missing);
    }

    [Fact]
    public async Task A_model_with_a_context_of_its_own_is_not_called_narrow()
    {
        await using var server = Serve(("/api/tags", """{"models":[{"name":"qwen3.5","size":6},{"name":"gemma4","size":6}]}"""), ("/api/show", """{"parameters":"num_ctx                        65536","capabilities":["completion","tools"]}"""));

        Assert.Empty((await LookAsync(server)).Narrow);
    }

    [Fact]
    public async Task Nobody_there_is_no_error()
    {
        await using var server = Serve();

        var found = await LookAsync(server);

        Assert.False(found.IsThere);
        Assert.Equal(["qwen3.5", "gemma4"], found.Routes.Select(route => route.Model));
    }

    [Fact]
    public async Task A_download_tells_how_far_it_is_and_ends()
    {
        await using var server = Serve(("/api/pull", """
            {"status":"pulling manifest"}
            {"status":"pulling 123","total":100,"completed":40}
            {"status":"pulling 123","total":100,"completed":100}
            {"status":"success"}
            """));
        var told = new List<OllamaProgress>();

        await OllamaSetup.PullAsync(At(server), "qwen3.5", told.Add, TestContext.Current.CancellationToken);

        Assert.Equal([0, 40, 100, 0], told.Select(progress => progress.Completed));
        Assert.Contains("\"model\":\"qwen3.5\"", server.Calls.Single().Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"pull model manifest: file does not exist"}""", ErrorCode.UpstreamModelUnknown, "file does not exist")]
    [InlineData("""{"error":"write /var/lib/ollama/x: no space left on device"}""", ErrorCode.UpstreamRefused, "no space left")]
    [InlineData("""{"status":"pulling 123","total":100,"completed":40}""", ErrorCode.UpstreamRefused, "it broke off")]
    [InlineData("<html>", ErrorCode.UpstreamRefused, "no progress")]
    public async Task A_download_that_fails_says_why(string lines, ErrorCode code, string says)
    {
        await using var server = Serve(("/api/pull", lines));

        var failure = await Assert.ThrowsAsync<ClaudeDesktopException>(() => OllamaSetup.PullAsync(At(server), "qwen3.5", _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(code, failure.Code);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Contains("goes on from there", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_ends_when_it_is_stopped_and_the_server_sees_it_go()
    {
        var gone = new TaskCompletionSource();
        await using var server = new LoopbackServer();
        using var stop = new CancellationTokenSource();
        server.Answer = async (_, stream, end) =>
        {
            await LoopbackServer.StartStreamAsync(stream, "application/x-ndjson");
            await LoopbackServer.WriteAsync(stream, "{\"status\":\"pulling\",\"total\":100,\"completed\":1}\n");
            Assert.Equal(0, await stream.ReadAsync(new byte[1], end));
            gone.SetResult();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OllamaSetup.PullAsync(At(server), "qwen3.5", _ => stop.Cancel(), stop.Token));

        await gone.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("qwen3.5", 65536, "qwen3.5:64k", "65536")]
    [InlineData("qwen3.5:9b", 1_000_000, "qwen3.5:9b-128k", "131072")]
    [InlineData("library/qwen3.5", 40000, "library/qwen3.5:40000", "40000")]
    public async Task A_context_makes_a_model_of_another(string model, int tokens, string expected, string asked)
    {
        await using var server = Serve(("/api/show", Able), ("/api/create", """{"status":"success"}"""));

        Assert.Equal(expected, await OllamaSetup.WithContextAsync(At(server), model, tokens, TestContext.Current.CancellationToken));

        var body = server.Calls.Single(call => call.Path == "/api/create").Body;
        Assert.Equal($$"""{"model":"{{expected}}","from":"{{model}}","parameters":{"num_ctx":{{asked}}},"stream":true}""", body);
    }

    [Theory]
    [InlineData("""{"remote_model":"x","capabilities":["completion"]}""")]
    [InlineData("""{"parameters":"num_ctx 65536"}""")]
    public async Task A_model_that_has_the_room_is_taken_as_it_is(string shown)
    {
        await using var server = Serve(("/api/show", shown));

        Assert.Equal("m", await OllamaSetup.WithContextAsync(At(server), "m", 65536, TestContext.Current.CancellationToken));
    }

    private static Task<OllamaFindings> LookAsync(LoopbackServer server, bool chooses = true) => OllamaSetup.LookAsync(At(server), chooses, TestContext.Current.CancellationToken);

    private static Provider At(LoopbackServer server) => Presets.Get("Ollama").Create("ollama", "Ollama", null, server.Root);

    private static LoopbackServer Serve(params (string Path, string Body)[] answers) => new()
    {
        Answer = (call, stream, _) => answers.FirstOrDefault(answer => answer.Path == call.Path).Body is { } body
            ? LoopbackServer.SendAsync(stream, 200, "application/json", body)
            : LoopbackServer.SendAsync(stream, 404, "application/json", "{}"),
    };
}

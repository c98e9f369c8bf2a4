using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Live;

public class LiveTestTests
{
    private const string Key = "sk-test-key-0123456789abcdef";
    private const string Start = """{"type":"message_start","message":{"model":"claude-haiku-real"}}""";
    private const string Delta = """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"one"}}""";
    private const string Stop = """{"type":"message_stop"}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_direct_provider_is_asked_as_Claude_Desktop_would()
    {
        await using var stage = new Stage();
        stage.Stream("/v1/messages?beta=true", Start, Delta, Delta, Stop);

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"], Headers = new Dictionary<string, string> { ["X-Team"] = "blue" } });

        Assert.Null(result.Problem);
        Assert.Equal(
            (true, TestWay.Direct, true, true, true, "claude-haiku-4-5", "claude-haiku-real"),
            (result.Succeeded, result.Way, result.Reached, result.Authenticated, result.Streamed, result.RequestedModel, result.Model));
        Assert.True(result.FirstByteMs > 0 && result.LatencyMs >= result.FirstByteMs && double.IsFinite(result.LatencyMs));
        var call = stage.Server.Calls.Single();
        Assert.Equal(("POST", "Bearer " + Key, "2023-06-01", "blue"), (call.Method, call.Headers["Authorization"], call.Headers["anthropic-version"], call.Headers["X-Team"]));
        Assert.Contains("\"stream\":true", call.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_list_of_models_the_provider_is_asked_for_one()
    {
        await using var stage = new Stage();
        stage.Stream("/v1/messages?beta=true", Start, Delta, Delta, Stop);
        stage.Json("/v1/models?limit=1000", 200, """{"data":[{"id":"gpt-5"},{"id":"anthropic/claude-sonnet-5"},{"id":"anthropic/claude-haiku-4.5"}]}""");

        Assert.Equal("anthropic/claude-haiku-4.5", (await stage.RunAsync(Direct)).RequestedModel);
    }

    [Theory]
    [InlineData(ApiFormat.OpenAIChat, "/v1/chat/completions", """{"model":"real","choices":[{"delta":{"role":"assistant"}}]}""", """{"choices":[{"delta":{"content":"one"}}]}""", """{"choices":[{"delta":{},"finish_reason":"stop"}]}""")]
    [InlineData(ApiFormat.OpenAIResponses, "/v1/responses", """{"type":"response.created","response":{"model":"real"}}""", """{"type":"response.output_text.delta","delta":"one"}""", """{"type":"response.completed","response":{"model":"real"}}""")]
    [InlineData(ApiFormat.Gemini, "/v1beta/models/upstream-1:streamGenerateContent?alt=sse", """{"modelVersion":"real","candidates":[{"content":{"parts":[{"text":"a"}]}}]}""", """{"candidates":[{"content":{"parts":[{"text":"b"}]}}]}""", """{"candidates":[{"finishReason":"STOP"}]}""")]
    [InlineData(ApiFormat.AnthropicMessages, "/v1/messages", """{"type":"message_start","message":{"model":"real"}}""", Delta, Stop)]
    public async Task A_mapped_provider_that_is_not_active_is_asked_in_its_own_format(ApiFormat format, string path, params string[] events)
    {
        await using var stage = new Stage();
        stage.Stream(path, events);

        var result = await stage.RunAsync(Mapped with { ApiFormat = format });

        Assert.Null(result.Problem);
        Assert.Equal((TestWay.Upstream, "upstream-1", "real", true, true), (result.Way, result.RequestedModel, result.Model, result.Streamed, result.Authenticated));
    }

    [Fact]
    public async Task The_active_mapped_provider_is_asked_through_the_gateway_that_runs()
    {
        await using var stage = new Stage();
        stage.Stream("/claude-desktop/v1/messages?beta=true", Start, Delta, Delta, Stop);
        stage.PretendGateway();

        var result = await stage.RunAsync(Mapped, activate: true);

        Assert.Null(result.Problem);
        Assert.Equal((TestWay.Gateway, "claude-sonnet-5"), (result.Way, result.RequestedModel));
        var call = stage.Server.Calls.Single(call => call.Method == "POST");
        Assert.StartsWith("Bearer cd-", call.Headers["Authorization"], StringComparison.Ordinal);
        Assert.DoesNotContain(Key, string.Join(' ', call.Headers.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_active_mapped_provider_without_a_gateway_is_no_success_though_it_answers()
    {
        await using var stage = new Stage();
        stage.Stream("/v1/chat/completions", """{"model":"real","choices":[{"delta":{"content":"a"}}]}""", """{"choices":[{"delta":{},"finish_reason":"stop"}]}""");

        var result = await stage.RunAsync(Mapped, activate: true);

        Assert.Equal((TestWay.Upstream, true, true, false), (result.Way, result.Reached, result.Streamed, result.Succeeded));
        Assert.Contains("Start-CDGateway", result.RecommendedAction, StringComparison.Ordinal);
    }

    public static TheoryData<int, string, string, bool?, string, string> Refusals { get; } = new()
    {
        { 401, "application/json", """{"error":{"message":"bad sk-test-key-0123456789abcdef"}}""", false, "does not accept the key (401). It says: bad [hidden]", "-ApiKey" },
        { 400, "application/json", """{"error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}""", true, "no credit (400)", "Add credit" },
        { 402, "application/json", "{}", true, "no credit (402)", "Add credit" },
        { 403, "application/json", "{}", false, "does not let it do this (403)", "rights" },
        { 404, "application/json", """{"error":{"type":"not_found_error","message":"model: claude-haiku-4-5"}}""", true, "does not know the model 'claude-haiku-4-5'", "Get-CDModel p" },
        { 404, "text/html", "<html/>", null, "has nothing at", "base address" },
        { 400, "application/json", """{"error":{"message":"no such parameter"}}""", null, "refuses the request (400). It says: no such parameter", "Get-CDModel p" },
        { 529, "application/json", "{}", null, "problem of its own (529)", "later" },
        { 200, "text/html", "<html>Welcome</html>", null, "web page", "-BaseUri" },
        { 200, "application/json", "", null, "with nothing", "format" },
        { 200, "application/json", """{"type":"message","content":[{"type":"text","text":"all at once"}]}""", null, "no stream of events", "format" },
        { 200, "application/json", """{"error":{"message":"no"}}""", null, "answers with an error. It says: no", "Get-CDModel p" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_answer_alone_is_no_success(int status, string type, string body, bool? authenticated, string says, string action)
    {
        await using var stage = new Stage();
        stage.Json("/v1/messages?beta=true", status, body, type);

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Equal((false, true, authenticated, false), (result.Succeeded, result.Reached, result.Authenticated, result.Streamed));
        Assert.Contains(says, result.Problem, StringComparison.Ordinal);
        Assert.Contains(action, result.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_v1_too_many_is_named()
    {
        await using var stage = new Stage();

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"], BaseUri = new Uri("http://placeholder/api/v1/") });

        Assert.Contains("'/v1' too many", result.Problem, StringComparison.Ordinal);
        Assert.EndsWith($"-BaseUri {stage.Server.Root}api", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AuthScheme.Bearer, AuthScheme.XApiKey, "x-api-key")]
    [InlineData(AuthScheme.XApiKey, AuthScheme.Bearer, "Authorization")]
    public async Task A_key_that_is_only_shown_the_wrong_way_is_told_from_a_bad_one(AuthScheme set, AuthScheme wanted, string header)
    {
        await using var stage = new Stage();
        stage.Server.Answer = async (call, stream, _) =>
        {
            if (call.Headers.ContainsKey(header))
                await StreamAsync(stage, stream, [Start, Delta, Delta, Stop]);
            else
                await LoopbackServer.SendAsync(stream, 401, "application/json", "{}");
        };

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"], AuthScheme = set });

        Assert.Contains($"not as {set}: it wants {wanted}", result.Problem, StringComparison.Ordinal);
        Assert.Equal($"Change it: Set-CDProvider p -AuthScheme {wanted}", result.RecommendedAction);
    }

    [Fact]
    public async Task An_answer_that_comes_all_at_once_is_not_called_streamed()
    {
        await using var stage = new Stage();
        stage.Json("/v1/messages?beta=true", 200, string.Concat(new[] { Start, Delta, Delta, Stop }.Select(data => $"data: {data}\n\n")), "text/event-stream");

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Equal((false, true, false), (result.Streamed, result.Authenticated, result.Succeeded));
        Assert.Contains("all at once", result.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("broke off", Start, Delta)]
    [InlineData("without a word", Start, Stop)]
    [InlineData("It says: Overloaded", Start, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""")]
    public async Task A_stream_that_fails_is_no_success(string says, params string[] events)
    {
        await using var stage = new Stage();
        stage.Stream("/v1/messages?beta=true", events);

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Contains(says, result.Problem, StringComparison.Ordinal);
        Assert.Equal(double.PositiveInfinity, result.LatencyMs);
    }

    [Theory]
    [InlineData("0.13.5", "qwen3.5", "Ollama 0.13.5 is too old")]
    [InlineData("0.22.1", "kimi-k2.6:cloud", "cloud model 'kimi-k2.6:cloud': those need 0.23")]
    [InlineData("0.14.0-rc1", "qwen3.5", null)]
    [InlineData("0.40.12", "kimi-k2.6:cloud", null)]
    public async Task An_Ollama_that_is_too_old_is_named(string version, string model, string? says)
    {
        await using var stage = new Stage();
        stage.Stream("/v1/messages", Start, Delta, Delta, Stop);
        stage.Json("/api/version", 200, $$"""{"version":"{{version}}"}""");

        var result = await stage.RunAsync(Mapped with { ApiFormat = ApiFormat.AnthropicMessages, AuthScheme = AuthScheme.None, Preset = "Ollama", Routes = [Mapped.Routes[0] with { Model = model }] });

        Assert.StartsWith(result.ServerVersion!.ToString(), version, StringComparison.Ordinal);
        if (says is null)
            Assert.Null(result.Problem);
        else
            Assert.Contains(says, result.Problem, StringComparison.Ordinal);
        Assert.Equal(says is null ? 1 : 0, stage.Server.Calls.Count(call => call.Method == "POST"));
    }

    [Fact]
    public async Task What_cannot_be_asked_says_why()
    {
        await using var stage = new Stage();

        Assert.Contains("has no key", (await stage.RunAsync(Direct, withKey: false)).Problem, StringComparison.Ordinal);
        Assert.Contains("no route", (await stage.RunAsync(Mapped with { Routes = [] })).Problem, StringComparison.Ordinal);
        Assert.Contains("lead to other providers", (await stage.RunAsync(Mapped with { Routes = [Mapped.Routes[0] with { ProviderId = "q" }] })).Problem, StringComparison.Ordinal);
        Assert.Contains("Claude.ai account", (await stage.RunAsync(OfficialProvider.Create(true))).Problem, StringComparison.Ordinal);
        Assert.Empty(stage.Server.Calls);
    }

    [Fact]
    public async Task Nobody_there_is_not_reached()
    {
        await using var stage = new Stage();
        await stage.Server.DisposeAsync();

        var result = await stage.RunAsync(Mapped);

        Assert.Equal((false, null, false), (result.Reached, result.Authenticated, result.Succeeded));
        Assert.Contains("nothing listens there", result.Problem, StringComparison.Ordinal);
        Assert.Contains("Start the server", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_test_ends_in_the_middle_of_an_answer_when_it_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        await using var stage = new Stage { Arrived = stop.Cancel };
        stage.Server.Answer = async (_, stream, end) =>
        {
            await LoopbackServer.StartStreamAsync(stream);
            await LoopbackServer.WriteAsync(stream, $"data: {Start}\n\n");
            await Task.Delay(Timeout.Infinite, end);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] }, cancellation: stop.Token));
    }

    private static Provider Direct { get; } = new() { Id = "p", Name = "P", Mode = ProviderMode.Direct, BaseUri = new Uri("http://placeholder/") };

    private static Provider Mapped { get; } = Direct with
    {
        Mode = ProviderMode.Mapped,
        ApiFormat = ApiFormat.OpenAIChat,
        Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "upstream-1" }],
    };

    // Each event is sent only when the one before has arrived, so that none can come together with another.
    private static async Task StreamAsync(Stage stage, Stream stream, string[] events)
    {
        await LoopbackServer.StartStreamAsync(stream);
        foreach (var data in events)
        {
            await LoopbackServer.WriteAsync(stream, $"event: x\ndata: {data}\n\n");
            if (!await stage.Seen.WaitAsync(Patience))
                return;
        }
    }

    /// <summary>A home, a server, and a provider at it.</summary>
    private sealed class Stage : IAsyncDisposable
    {
        private readonly ThrowAwayHome _home = new();
        private readonly Dictionary<string, Func<Stream, Task>> _answers = [];

        public Stage() => Server.Answer = (call, stream, _) =>
            _answers.TryGetValue(call.Path, out var answer) ? answer(stream) : LoopbackServer.SendAsync(stream, 404, "application/json", "{}");

        public LoopbackServer Server { get; } = new();

        public SemaphoreSlim Seen { get; } = new(0);

        public Action? Arrived { get; init; }

        public void Stream(string path, params string[] events) => _answers[path] = stream => StreamAsync(this, stream, events);

        public void Json(string path, int status, string body, string type = "application/json") => _answers[path] = stream => LoopbackServer.SendAsync(stream, status, type, body);

        /// <summary>Makes the server look like this user's gateway.</summary>
        public void PretendGateway()
        {
            _answers["/healthz"] = stream => LoopbackServer.SendAsync(stream, 200, "text/plain", "", $"{GatewayProof.ProofHeader}: {Proof()}\r\n");
            var context = _home.Context();
            context.Store.Write(context.Store.Read().WithGatewayPort(Server.Root.Port), context.Store.Read());
            using var self = Process.GetCurrentProcess();
            new RunFile { Port = Server.Root.Port, ProcessId = self.Id, StartedAt = self.StartTime, Instance = "instance-1", Version = "0" }.Write(_home.Data, new FileOperations());
        }

        private string Proof() => GatewayProof.Of("instance-1", Server.Root.Port, Server.Calls.Last().Headers[GatewayProof.ChallengeHeader]);

        public async Task<ProviderTest> RunAsync(Provider provider, bool withKey = true, bool activate = false, CancellationToken? cancellation = null)
        {
            var context = _home.Context();
            if (!provider.IsOfficial)
            {
                provider = provider with { BaseUri = new Uri(Server.Root, provider.BaseUri!.AbsolutePath) };
                if (withKey)
                    context.Secrets.Set(ClaudeDesktop.Secrets.SecretNames.ProviderKey("p"), Key);
                if (activate)
                {
                    new ProviderChanges(context).Add(provider, Key);
                    new ProfileSwitch(context).Enable("p");
                    provider = context.Store.Read().Find("p")!;
                }
            }

            var test = new LiveTest(context) { Arrived = () => { Seen.Release(); Arrived?.Invoke(); } };
            try
            {
                return await test.RunAsync(provider, null, Patience, cancellation ?? TestContext.Current.CancellationToken);
            }
            finally
            {
                if (!provider.IsOfficial)
                    context.Secrets.Remove(ClaudeDesktop.Secrets.SecretNames.ProviderKey("p"));
            }
        }

        public async ValueTask DisposeAsync()
        {
            Seen.Release(100);
            await Server.DisposeAsync();
            Seen.Dispose();
            _home.Dispose();
        }
    }
}

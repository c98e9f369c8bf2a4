using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Live;

public class ModelListTests
{
    private const string Key = "sk-test-key-0123456789abcdef";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Anthropics_list_is_read_page_by_page()
    {
        await using var server = Serving(call => call.Path switch
        {
            "/v1/models?limit=1000" => """{"data":[{"id":"claude-a","display_name":"A","created_at":"2026-07-01T00:00:00Z","max_input_tokens":1000000,"max_tokens":64000}],"has_more":true,"last_id":"claude-a"}""",
            "/v1/models?limit=1000&after_id=claude-a" => """{"data":[{"id":"claude-b"}],"has_more":false,"last_id":"claude-b"}""",
            _ => "{}",
        });

        var models = await AskAsync(server, provider => provider with { AuthScheme = AuthScheme.XApiKey });

        Assert.Equal(["claude-a", "claude-b"], models.Select(model => model.Id));
        Assert.Equal(("A", 1000000L, 64000L, 2026, "p"), (models[0].DisplayName, models[0].ContextLength, models[0].MaxOutput, models[0].CreatedAt!.Value.Year, models[0].Provider));
        Assert.All(server.Calls, call => Assert.Equal((Key, "2023-06-01"), (call.Headers["x-api-key"], call.Headers["anthropic-version"])));
    }

    [Fact]
    public async Task A_list_that_never_ends_is_left()
    {
        await using var server = Serving(_ => """{"data":[{"id":"a"}],"has_more":true,"last_id":"a"}""");

        Assert.Equal(2, (await AskAsync(server)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/v1")]
    [InlineData("/v1/chat/completions")]
    public async Task OpenAIs_list_lies_beside_the_chat(string path)
    {
        await using var server = Serving(call => call.Path == "/v1/models" ? """{"object":"list","data":[{"id":"gpt-x","created":1780000000,"owned_by":"openai"},{"id":"m","context_window":131072,"max_completion_tokens":32768}]}""" : "{}");

        var models = await AskAsync(server, provider => Chat(provider) with { BaseUri = new Uri(server.Root, path) });

        Assert.Equal(("openai", 2026, null), (models[0].OwnedBy, models[0].CreatedAt!.Value.Year, models[0].ContextLength));
        Assert.Equal((131072L, 32768L), (models[1].ContextLength, models[1].MaxOutput));
        Assert.Equal("Bearer " + Key, server.Calls.Single().Headers["Authorization"]);
    }

    [Fact]
    public async Task Geminis_list_is_read_page_by_page_without_what_cannot_answer()
    {
        await using var server = Serving(call => call.Path switch
        {
            "/v1beta/models?pageSize=1000" => """{"models":[{"name":"models/gemini-x","displayName":"Gemini X","inputTokenLimit":1048576,"outputTokenLimit":65536,"supportedGenerationMethods":["generateContent"]},{"name":"models/embed","supportedGenerationMethods":["embedContent"]}],"nextPageToken":"t/1"}""",
            "/v1beta/models?pageSize=1000&pageToken=t%2F1" => """{"models":[{"name":"models/gemini-y"}]}""",
            _ => "{}",
        });

        var models = await AskAsync(server, provider => Chat(provider) with { ApiFormat = ApiFormat.Gemini, AuthScheme = AuthScheme.GoogleApiKey });

        Assert.Equal(["gemini-x", "gemini-y"], models.Select(model => model.Id));
        Assert.Equal(("Gemini X", 1048576L, 65536L), (models[0].DisplayName, models[0].ContextLength, models[0].MaxOutput));
        Assert.Equal(Key, server.Calls.First().Headers["x-goog-api-key"]);
    }

    [Fact]
    public async Task An_Ollama_that_has_only_its_own_list_is_asked_for_that()
    {
        await using var server = new LoopbackServer
        {
            Answer = (call, stream, _) => call.Path == "/api/tags"
                ? LoopbackServer.SendAsync(stream, 200, "application/json", """{"models":[{"name":"qwen3.5:latest","model":"qwen3.5:latest","modified_at":"2026-05-01T10:00:00+02:00"}]}""")
                : LoopbackServer.SendAsync(stream, 404, "text/plain", "404 page not found"),
        };

        var models = await AskAsync(server, provider => Keyless(provider) with { Preset = "Ollama" });

        Assert.Equal(("qwen3.5:latest", null, 2026), (models.Single().Id, models[0].DisplayName, models[0].CreatedAt!.Value.Year));
    }

    [Fact]
    public void A_bare_array_is_a_list_too()
    {
        using var document = System.Text.Json.JsonDocument.Parse("""[{"id":"openai/gpt-x","name":"GPT X","publisher":"OpenAI","limits":{"max_input_tokens":8000,"max_output_tokens":4000}},{"id":5},"x"]""");

        var model = ModelPage.Read(document.RootElement, "p")!.Models.Single();

        Assert.Equal(("GPT X", 8000L, 4000L, "OpenAI"), (model.DisplayName, model.ContextLength, model.MaxOutput, model.OwnedBy));
    }

    public static TheoryData<int, string, string, ErrorCode, string, string> Refusals { get; } = new()
    {
        { 401, "application/json", """{"error":{"message":"Incorrect API key provided: sk-test-key-0123456789abcdef."}}""", ErrorCode.UpstreamKeyRefused, "does not accept the key (401)", "Set-CDProvider p -ApiKey" },
        { 402, "application/json", """{"error":"Payment needed"}""", ErrorCode.UpstreamNoCredit, "no credit (402)", "Add credit" },
        { 429, "application/json", """{"error":{"code":"insufficient_quota","message":"m"}}""", ErrorCode.UpstreamNoCredit, "no credit (429)", "Add credit" },
        { 403, "application/json", """{"detail":"not allowed"}""", ErrorCode.UpstreamKeyRefused, "does not let it do this (403). It says: not allowed", "rights" },
        { 403, "text/html", "<html>blocked</html>", ErrorCode.UpstreamRefused, "firewall", "VPN" },
        { 404, "application/json", "{}", ErrorCode.UpstreamAddressWrong, "has nothing at", "base address" },
        { 429, "application/json", "{}", ErrorCode.UpstreamBusy, "left alone for a while", "Wait" },
        { 503, "text/html", "<html/>", ErrorCode.UpstreamBusy, "problem of its own (503)", "later" },
        { 400, "application/json", """[{"error":{"status":"INVALID_ARGUMENT","message":"API key not valid. Please pass a valid API key."}}]""", ErrorCode.UpstreamKeyRefused, "does not accept the key (400)", "Copy the key again" },
        { 418, "text/plain", "short\r\nand\tstout", ErrorCode.UpstreamRefused, "It says: short and stout", "format" },
        { 200, "text/html", "<!DOCTYPE html><p>Sign in</p>", ErrorCode.UpstreamAddressWrong, "web page", "-BaseUri" },
        { 200, "application/json", """{"ok":true}""", ErrorCode.UpstreamAnswerUnreadable, "no list of models", "format" },
        { 200, "application/json", "", ErrorCode.UpstreamAnswerUnreadable, "with nothing", "format" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Every_refusal_says_what_it_means_and_what_to_do(int status, string type, string body, ErrorCode code, string says, string action)
    {
        await using var server = new LoopbackServer { Answer = (_, stream, _) => LoopbackServer.SendAsync(stream, status, type, body) };

        var error = await Assert.ThrowsAsync<ClaudeDesktopException>(() => AskAsync(server));

        Assert.Equal(code, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(action, error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString() + error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("p", error.Target);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_says_where_it_leads()
    {
        await using var elsewhere = Serving(_ => """{"data":[]}""");
        await using var server = new LoopbackServer { Answer = (_, stream, _) => LoopbackServer.SendAsync(stream, 308, "text/plain", "", $"Location: {elsewhere.Root}v1/models?key=k-1\r\n") };

        var error = await Assert.ThrowsAsync<ClaudeDesktopException>(() => AskAsync(server));

        Assert.Equal(ErrorCode.UpstreamAddressWrong, error.Code);
        Assert.Contains($"to {elsewhere.Root}v1/models (308)", error.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Calls);
    }

    [Fact]
    public async Task An_answer_without_end_is_left()
    {
        await using var server = new LoopbackServer
        {
            Answer = async (_, stream, stop) =>
            {
                await LoopbackServer.StartStreamAsync(stream, "application/json");
                while (!stop.IsCancellationRequested)
                    await LoopbackServer.WriteAsync(stream, new string(' ', 65536));
            },
        };

        Assert.Contains("more than 8 MB", (await Assert.ThrowsAsync<ClaudeDesktopException>(() => AskAsync(server))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_and_a_silent_one_are_told_apart()
    {
        await using var silent = new LoopbackServer { Answer = (_, _, stop) => Task.Delay(Timeout.Infinite, stop) };
        var gone = new LoopbackServer();
        await gone.DisposeAsync();

        Assert.Equal(ErrorCode.UpstreamTimeout, (await Assert.ThrowsAsync<ClaudeDesktopException>(() => AskAsync(silent, patience: TimeSpan.FromMilliseconds(200)))).Code);
        var error = await Assert.ThrowsAsync<ClaudeDesktopException>(() => AskAsync(gone));
        Assert.Equal(ErrorCode.UpstreamUnreachable, error.Code);
        Assert.Contains("nothing listens there", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_question_ends_when_it_is_cancelled(bool inTheMiddle)
    {
        using var stop = new CancellationTokenSource();
        await using var server = new LoopbackServer
        {
            Answer = async (_, stream, end) =>
            {
                if (inTheMiddle)
                    await LoopbackServer.StartStreamAsync(stream, "application/json");
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, end);
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(server, cancellation: stop.Token));
    }

    [Fact]
    public async Task A_presets_own_list_is_used_only_at_the_presets_own_host()
    {
        await using var server = Serving(call => call.Path == "/anthropic/v1/models?limit=1000" ? """{"data":[{"id":"a"}]}""" : "{}");

        await AskAsync(server, provider => provider with { Preset = "DeepSeek", BaseUri = new Uri(server.Root, "/anthropic") });

        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task A_provider_without_its_key_is_not_asked()
    {
        await using var server = Serving(_ => "{}");
        using var home = new ThrowAwayHome();

        var error = await Assert.ThrowsAsync<ClaudeDesktopException>(() => new ModelList(home.Context().Keys).AskAsync(Sample(server), Patience, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.ProviderKeyMissing, error.Code);
        Assert.Empty(server.Calls);
    }

    private static Provider Sample(LoopbackServer server) => new() { Id = "p", Name = "P", Mode = ProviderMode.Direct, BaseUri = server.Root };

    private static Provider Chat(Provider provider) => provider with { Mode = ProviderMode.Mapped, ApiFormat = ApiFormat.OpenAIChat };

    private static Provider Keyless(Provider provider) => provider with { AuthScheme = AuthScheme.None };

    private static LoopbackServer Serving(Func<LoopbackServer.Call, string> body) => new() { Answer = (call, stream, _) => LoopbackServer.SendAsync(stream, 200, "application/json", body(call)) };

    private static async Task<System.Collections.Generic.IReadOnlyList<UpstreamModel>> AskAsync(
        LoopbackServer server, Func<Provider, Provider>? edit = null, TimeSpan? patience = null, CancellationToken? cancellation = null)
    {
        using var home = new ThrowAwayHome();
        var secrets = home.Context().Secrets;
        secrets.Set(SecretNames.ProviderKey("p"), Key);
        return await new ModelList(new ProviderKeys(secrets, HostSystem.Current, null)).AskAsync((edit ?? (provider => provider))(Sample(server)), patience ?? Patience, cancellation ?? TestContext.Current.CancellationToken);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>What a provider's headers, additions and lists make of a request, as its upstream gets it.</summary>
public sealed class PolicyTests
{
    private const string Additions = """{"temperature":0.25,"metadata":{"team":"eng"},"extra":{"a":[1]},"max_tokens":null,"model":"smuggled","messages":[],"stream":null}""";

    public static TheoryData<ApiFormat> Formats { get; } = [ApiFormat.AnthropicMessages, ApiFormat.OpenAIChat, ApiFormat.OpenAIResponses, ApiFormat.Gemini];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Additions_are_merged_into_the_body_of_every_format(ApiFormat format)
    {
        await using var gateway = await StartAsync(format, provider => provider with { BodyAdditions = Additions });
        await gateway.StreamAsync("""{"model":"claude-sonnet-5","max_tokens":100,"stream":true,"metadata":{"user_id":"u"},"messages":[{"role":"user","content":"Hi"}]}""");

        var sent = gateway.Upstream.Requests.First();
        Assert.Equal(0.25, sent.Json.GetProperty("temperature").GetDouble());
        Assert.Equal("eng", sent.Json.GetProperty("metadata").GetProperty("team").GetString());
        Assert.Equal("[1]", sent.Json.GetProperty("extra").GetProperty("a").GetRawText());
        Assert.False(sent.Json.TryGetProperty("max_tokens", out _));
        Assert.DoesNotContain("smuggled", sent.Text, StringComparison.Ordinal);
        Assert.Contains("Hi", sent.Text, StringComparison.Ordinal);
        Assert.Equal(format is not ApiFormat.Gemini, sent.Json.TryGetProperty("stream", out var stream) && stream.GetBoolean());
        Assert.Contains("upstream-model", format is ApiFormat.Gemini ? sent.Target : sent.Json.GetProperty("model").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_Anthropics_format_keeps_every_byte_that_no_addition_names()
    {
        const string Body = "{ \"max_tokens\":1.0e1,\t\"metadata\": {\"user_id\" :\"\\u00e4\"} , \"messages\":[{\"content\":\"\\u00e4 \\\"model\\\":\\\"x\\\"\",\"role\":\"user\"}] ,\"model\" : \"claude-sonnet-5[1m]\",\"zzz\":1e3}\n";
        await using var gateway = await StartAsync(ApiFormat.AnthropicMessages, provider => provider with { BodyAdditions = """{"metadata":{"team":"eng"},"zzz":2,"top_k":5}""" });
        using var response = await gateway.PostAsync(Body);

        Assert.Equal(
            Body.Replace("claude-sonnet-5[1m]", "upstream-model", StringComparison.Ordinal)
                .Replace("\"\\u00e4\"}", "\"\\u00e4\",\"team\":\"eng\"}", StringComparison.Ordinal)
                .Replace("\"zzz\":1e3}", "\"zzz\":2,\"top_k\":5}", StringComparison.Ordinal),
            gateway.Upstream.Only.Text);
    }

    [Fact]
    public async Task A_megabyte_keeps_its_bytes_and_a_count_gets_no_additions()
    {
        var text = string.Concat(Enumerable.Repeat("\\u00e4 \\\\\\\" {[}] ä ", 60_000));
        var body = $$"""{"messages":[{"role":"user","content":"{{text}}"}],"max_tokens":7,"model":"upstream-model"}""";
        await using var gateway = await StartAsync(ApiFormat.AnthropicMessages, provider => provider with { BodyAdditions = """{"max_tokens":8}""", Routes = [] });
        using var response = await gateway.PostAsync(body);
        using var count = await gateway.PostAsync(body, "/v1/messages/count_tokens");

        Assert.Equal(
            [body.Replace("\"max_tokens\":7", "\"max_tokens\":8", StringComparison.Ordinal), body],
            gateway.Upstream.Requests.Select(request => request.Text));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Placeholders_of_headers_are_filled_in_for_each_request(ApiFormat format)
    {
        await using var gateway = await StartAsync(format, provider => provider with
        {
            Headers = new Dictionary<string, string>
            {
                ["X-Who"] = "{user}@{host}",
                ["X-What"] = "{provider}|{model}|{role}|{session}",
                ["X-Plain"] = "é {kept}",
                ["x-portkey-metadata"] = """{"session":"{session}","team":"eng"}""",
            },
        });
        gateway.Upstream.Json("{}", 400);
        await AskAsync(gateway, """{"model":"claude-opus-5","max_tokens":9,"stream":true,"metadata":{"user_id":"{\"session_id\":\"from-body\"}"},"messages":[{"role":"user","content":"Hi"}]}""", null);
        await AskAsync(gateway, """{"model":"claude-sonnet-5","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""", "from-\"header\"");
        await AskAsync(gateway, """{"model":"claude-sonnet-5","max_tokens":9,"stream":true,"messages":[{"role":"user","content":"Hi"}]}""", null);

        var sent = gateway.Upstream.Requests.Select(request => request.Headers).ToList();
        Assert.All(sent, headers => Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", headers["X-Who"]));
        Assert.All(sent, headers => Assert.Equal("é {kept}", headers["X-Plain"]));
        Assert.Equal(["test|upstream-model-large|Opus|from-body", "test|upstream-model|Sonnet|from-\"header\"", "test|upstream-model|Sonnet|"], sent.Select(headers => headers["X-What"]));
        Assert.Equal(
            ["""{"session":"from-body","team":"eng"}""", """{"session":"from-\u0022header\u0022","team":"eng"}""", """{"team":"eng"}"""],
            sent.Select(headers => headers["x-portkey-metadata"]));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_model_that_is_not_allowed_is_refused_before_anything_is_sent(ApiFormat format)
    {
        await using var gateway = await StartAsync(format, provider => provider with { DenyModels = ["*-LARGE"], AllowModels = ["upstream-*"] });
        gateway.Upstream.Json("{}", 400);
        using var refused = await gateway.PostAsync(Bodies.AskStream.Replace("sonnet", "opus", StringComparison.Ordinal));
        using var counted = await gateway.PostAsync(Bodies.Ask.Replace("sonnet", "opus", StringComparison.Ordinal), "/v1/messages/count_tokens");
        var body = await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (refused.StatusCode, counted.StatusCode));
        Assert.Contains("permission_error", body, StringComparison.Ordinal);
        Assert.Contains("-DenyModel *-LARGE", body, StringComparison.Ordinal);
        Assert.Contains("claude-opus-5", body, StringComparison.Ordinal);
        Assert.Empty(gateway.Upstream.Requests);
        await gateway.StreamAsync(Bodies.AskStream);
        Assert.Single(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task The_list_of_models_holds_what_may_be_asked()
    {
        await using var gateway = await StartAsync(ApiFormat.OpenAIChat, provider => provider with { AllowModels = ["*-large"] });
        using var list = JsonDocument.Parse(await gateway.Client.GetStringAsync("/claude-desktop/v1/models", TestContext.Current.CancellationToken));
        using var denied = await gateway.Client.GetAsync("/claude-desktop/v1/models/claude-sonnet-5", TestContext.Current.CancellationToken);
        using var allowed = await gateway.Client.GetAsync("/claude-desktop/v1/models/claude-opus-5", TestContext.Current.CancellationToken);

        Assert.Equal(["claude-opus-5"], list.RootElement.GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        Assert.Equal("claude-opus-5", list.RootElement.GetProperty("first_id").GetString());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (denied.StatusCode, allowed.StatusCode));
    }

    [Fact]
    public async Task A_route_that_another_provider_serves_keeps_the_lists_of_both()
    {
        await using var gateway = await StartAsync(ApiFormat.OpenAIChat, provider => provider with
        {
            Routes = [provider.Routes[0], provider.Routes[1] with { ProviderId = "other" }],
        });
        gateway.Change(store => store.With(gateway.Provider("other", ApiFormat.OpenAIChat, "x") with { DenyModels = ["*large"] }));
        using var refused = await gateway.PostAsync(Bodies.Ask.Replace("sonnet", "opus", StringComparison.Ordinal));
        using var list = JsonDocument.Parse(await gateway.Client.GetStringAsync("/claude-desktop/v1/models", TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(1, list.RootElement.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_provider_without_routes_keeps_its_lists_too()
    {
        await using var gateway = await StartAsync(ApiFormat.AnthropicMessages, provider => provider with { Routes = [], DenyModels = ["claude-opus-*"] });
        using var refused = await gateway.PostAsync(Bodies.Ask.Replace("claude-sonnet-5", "anthropic/claude-opus-5[1m]", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Empty(gateway.Upstream.Requests);
    }

    [Fact]
    public async Task OpenRouter_is_told_its_order_and_policy_at_its_own_address()
    {
        await using var openRouter = await TlsUpstream.StartAsync();
        await using var proxy = new TunnelProxy(openRouter.Port);
        await using var gateway = await StartAsync(ApiFormat.OpenAIChat, provider => provider with
        {
            BaseUri = new Uri("https://openrouter.ai/api/v1"),
            Proxy = proxy.Address,
            CertificateThumbprint = openRouter.Thumbprint,
            ProviderOrder = ["anthropic", "google-vertex"],
            StrictProviderOrder = true,
            DataPolicy = DataPolicy.Deny,
        });
        using var response = await gateway.PostAsync(Bodies.Ask);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("CONNECT openrouter.ai:443 HTTP/1.1", proxy.Asked);
        using var sent = JsonDocument.Parse(Assert.Single(openRouter.Bodies));
        Assert.Equal("""{"order":["anthropic","google-vertex"],"allow_fallbacks":false,"data_collection":"deny"}""", sent.RootElement.GetProperty("provider").GetRawText());
    }

    [Fact]
    public async Task A_key_is_taken_from_the_place_that_the_store_names_with_the_address()
    {
        await using var gateway = await StartAsync(ApiFormat.AnthropicMessages, provider => provider);
        gateway.Secrets.Set("provider:test:second", "the-second-key-0123456789");
        using var before = await gateway.PostAsync(Bodies.Ask);
        var store = await File.ReadAllTextAsync(gateway.Home.StoreFile, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(gateway.Home.StoreFile, store.Replace("\"authScheme\"", "\"usesSecondKey\": true, \"authScheme\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        using var after = await gateway.PostAsync(Bodies.Ask);

        Assert.Equal([$"Bearer {TestGateway.Key}", "Bearer the-second-key-0123456789"], gateway.Upstream.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_fallback_keeps_its_own_lists()
    {
        await using var gateway = await StartAsync(ApiFormat.AnthropicMessages, provider => provider with { Fallback = ["strict", "open"] });
        gateway.Secrets.Set(ClaudeDesktop.Secrets.SecretNames.ProviderKey("strict"), "k-strict-0123456789");
        gateway.Secrets.Set(ClaudeDesktop.Secrets.SecretNames.ProviderKey("open"), "k-open-0123456789");
        gateway.Change(store => store
            .With(gateway.Provider("strict", ApiFormat.AnthropicMessages, "strict-model") with { DenyModels = ["claude-sonnet-*"] })
            .With(gateway.Provider("open", ApiFormat.AnthropicMessages, "open-model") with { BodyAdditions = """{"top_k":1}""", Headers = new Dictionary<string, string> { ["X-Which"] = "{provider}/{model}" } }));
        gateway.Upstream.Answer = context =>
        {
            context.Response.StatusCode = 529;
            return Task.CompletedTask;
        };
        using var response = await gateway.PostAsync(Bodies.Ask);

        var asked = gateway.Upstream.Requests.Select(request => request.Json.GetProperty("model").GetString()).Distinct().ToList();
        Assert.Equal(["upstream-model", "open-model"], asked);
        Assert.All(gateway.Upstream.Requests, request => Assert.Equal(request.Text.Contains("open-model", StringComparison.Ordinal), request.Json.TryGetProperty("top_k", out _)));
        Assert.Equal("open/open-model", gateway.Upstream.Requests.Last().Headers["X-Which"]);
    }

    private static async Task<TestGateway> StartAsync(ApiFormat format, Func<Provider, Provider> change)
    {
        var gateway = await TestGateway.StartAsync(format, "upstream-model");
        gateway.Enable(change(gateway.Provider("test", format, "upstream-model")));
        gateway.Grammar.IsOn = false;
        gateway.Upstream.Json("""{"type":"message","input_tokens":1}""");
        return gateway;
    }

    private static async Task AskAsync(TestGateway gateway, string body, string? session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (session is not null)
            request.Headers.TryAddWithoutValidation("x-claude-code-session-id", session);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;
using static ClaudeDesktop.Tests.Support.LiveStage;

namespace ClaudeDesktop.Tests.Live;

public class LiveRefusalTests
{
    public static TheoryData<int, string, string, bool?, string, string> Refusals { get; } = new()
    {
        { 401, "application/json", """{"error":{"message":"bad sk-test-key-0123456789abcdef"}}""", false, "does not accept the key (401). It says: bad [hidden]", "-ApiKey" },
        { 400, "application/json", """{"error":{"type":"invalid_request_error","message":"Your credit balance is too low"}}""", true, "no credit (400)", "Add credit" },
        { 402, "application/json", "{}", true, "no credit (402)", "Add credit" },
        { 407, "application/json", "{}", null, "wants a sign-in first (407)", "-Proxy" },
        { 400, "text/html", "<html>The plain HTTP request was sent to HTTPS port</html>", null, "speaks TLS at", "-BaseUri https://" },
        { 400, "application/json", """{"error":{"message":"Model Not Exist"}}""", true, "does not know the model 'claude-haiku-4-5' (400)", "Get-CDModel p" },
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
        await using var stage = new LiveStage();
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
        await using var stage = new LiveStage();

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"], BaseUri = new Uri("http://placeholder/api/v1/") });

        Assert.Contains("'/v1' too many", result.Problem, StringComparison.Ordinal);
        Assert.EndsWith($"-BaseUri {stage.Server.Root}api", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AuthScheme.Bearer, AuthScheme.XApiKey, "x-api-key")]
    [InlineData(AuthScheme.XApiKey, AuthScheme.Bearer, "Authorization")]
    public async Task A_key_that_is_only_shown_the_wrong_way_is_told_from_a_bad_one(AuthScheme set, AuthScheme wanted, string header)
    {
        await using var stage = new LiveStage();
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
    public async Task A_model_that_is_unknown_is_told_with_those_that_look_like_it()
    {
        await using var stage = new LiveStage();
        stage.Json("/v1/messages?beta=true", 404, """{"error":{"message":"model: claude-haiku-45"}}""");
        stage.Json("/v1/models?limit=1000", 200, """{"data":[{"id":"gpt-5"},{"id":"anthropic/claude-haiku-4.5"},{"id":"anthropic/claude-sonnet-5"}]}""");

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-45"] });

        Assert.StartsWith("Did you mean 'anthropic/claude-haiku-4.5'", result.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("gpt-5", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://llm.example.com/api/v1/messages?beta=true", "-BaseUri https://llm.example.com/api")]
    [InlineData("https://login.example.com/sign-in", "-BaseUri ADDRESS.")]
    [InlineData("/v1/messages/?beta=true", "answer without that slash")]
    public async Task A_redirect_is_not_followed_and_says_what_to_change(string location, string action)
    {
        await using var stage = new LiveStage();
        stage.Answer("/v1/messages?beta=true", (_, stream) => LoopbackServer.SendAsync(stream, 308, "text/html", "", $"Location: {location}\r\n"));

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Contains("a key is never sent on", result.Problem, StringComparison.Ordinal);
        Assert.EndsWith(action, result.RecommendedAction!.Replace(": no client of this API sends it.", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(stage.Server.Calls, call => call.Method == "POST");
    }

    [Fact]
    public async Task A_key_in_a_redirect_is_shown_nowhere()
    {
        await using var stage = new LiveStage();
        stage.Answer("/v1/messages?beta=true", (_, stream) => LoopbackServer.SendAsync(stream, 302, "text/html", "", $"Location: https://llm.example.com/{Key}/v1/messages\r\n"));

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] });

        Assert.Contains("https://llm.example.com/", result.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, $"{result.Problem} {result.RecommendedAction}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_told_from_one_that_is_not_trusted()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await plain.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await client.GetStream().ReadAtLeastAsync(new byte[1], 1, cancellationToken: TestContext.Current.CancellationToken);
            await LoopbackServer.SendAsync(client.GetStream(), 400, "text/plain", "Bad request");
        }, TestContext.Current.CancellationToken);
        await using var stage = new LiveStage();

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] }, at: new Uri($"https://127.0.0.1:{((IPEndPoint)plain.LocalEndpoint).Port}"));

        await serving;
        Assert.Equal((false, false), (result.Reached, result.Succeeded));
        Assert.Contains("TLS failed", result.Problem, StringComparison.Ordinal);
        Assert.Contains("base address begins with http:", result.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_told_with_what_a_company_does_about_it()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(certificate);
                await tls.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is System.IO.IOException or System.Security.Authentication.AuthenticationException)
            {
                // The client has turned away, as it should.
            }
        }, TestContext.Current.CancellationToken);
        await using var stage = new LiveStage();

        var result = await stage.RunAsync(Direct with { Models = ["claude-haiku-4-5"] }, at: new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        await serving;
        Assert.Equal((false, false), (result.Reached, result.Succeeded));
        Assert.Contains("its certificate (SHA-256 ", result.Problem, StringComparison.Ordinal);
        Assert.Contains("-RootCertificatePath PATH", result.RecommendedAction, StringComparison.Ordinal);
    }
}

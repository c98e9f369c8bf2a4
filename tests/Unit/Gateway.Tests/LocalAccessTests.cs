using System;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Secrets;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class LocalAccessTests
{
    [Theory]
    [InlineData("Authorization", "Bearer {0}", HttpStatusCode.OK)]
    [InlineData("Authorization", "bearer {0}", HttpStatusCode.OK)]
    [InlineData("x-api-key", "{0}", HttpStatusCode.OK)]
    [InlineData("Authorization", "Bearer {0}x", HttpStatusCode.Unauthorized)]
    [InlineData("Authorization", "Basic {0}", HttpStatusCode.Unauthorized)]
    [InlineData("x-api-key", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("x-nothing", "", HttpStatusCode.Unauthorized)]
    public async Task Only_the_token_opens_the_gateway(string header, string value, HttpStatusCode status)
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await SendAsync(gateway, "/claude-desktop/v1/models", (header, string.Format(null, value, gateway.Token)));
        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.Unauthorized)
        {
            var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.Equal("error", error.GetProperty("type").GetString());
            Assert.Equal("authentication_error", error.GetProperty("error").GetProperty("type").GetString());
            Assert.Equal(error.GetProperty("request_id").GetString(), Assert.Single(response.Headers.GetValues("request-id")));
        }
    }

    [Theory]
    [InlineData("Host", "evil.example:{0}")]
    [InlineData("Host", "127.0.0.1:1")]
    [InlineData("Host", "127.0.0.1")]
    [InlineData("Host", "127.0.0.1.evil.example:{0}")]
    [InlineData("Origin", "http://localhost:{0}")]
    [InlineData("Origin", "null")]
    public async Task A_foreign_host_or_a_web_page_is_refused(string header, string value)
    {
        await using var gateway = await TestGateway.ChatAsync();
        foreach (var path in (string[])["/claude-desktop/v1/models", "/healthz"])
        {
            using var response = await SendAsync(gateway, path, ("x-api-key", gateway.Token), (header, string.Format(null, value, gateway.Server.Port)));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LocalHost")]
    [InlineData("[::1]")]
    public async Task Every_name_of_this_machine_is_its_own(string name)
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await SendAsync(gateway, "/healthz", ("Host", $"{name}:{gateway.Server.Port}"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Health_needs_no_token_and_shows_nothing()
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await SendAsync(gateway, "/healthz");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains(GatewayProof.ProofHeader));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Health_proves_whose_gateway_it_is_without_showing_how_it_knows()
    {
        await using var gateway = await TestGateway.ChatAsync();
        var asked = GatewayProof.NewChallenge();
        using var response = await AskForProofAsync(gateway, asked);
        var proof = Assert.Single(response.Headers.GetValues(GatewayProof.ProofHeader));
        Assert.Equal(GatewayProof.Of(gateway.Server.Instance, gateway.Server.Port, asked), proof);
        Assert.NotEqual(GatewayProof.Of(gateway.Server.Instance, gateway.Server.Port + 1, asked), proof);
        Assert.DoesNotContain(gateway.Server.Instance, response.ToString(), StringComparison.Ordinal);
        using var again = await AskForProofAsync(gateway, GatewayProof.NewChallenge());
        Assert.NotEqual(proof, Assert.Single(again.Headers.GetValues(GatewayProof.ProofHeader)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0")]
    public async Task Health_proves_nothing_to_an_odd_question(string asked)
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var response = await AskForProofAsync(gateway, asked);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains(GatewayProof.ProofHeader));
    }

    private static async Task<HttpResponseMessage> AskForProofAsync(TestGateway gateway, string asked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.TryAddWithoutValidation(GatewayProof.ChallengeHeader, asked);
        return await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("GET", "/claude-desktop/v1/messages", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/claude-desktop/v1/models", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/claude-desktop/v1/other", HttpStatusCode.NotFound)]
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("GET", "/claude-desktopx/v1/models", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_says_so(string method, string path, HttpStatusCode status)
    {
        await using var gateway = await TestGateway.ChatAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_new_token_counts_at_once()
    {
        await using var gateway = await TestGateway.ChatAsync();
        gateway.Secrets.Set(SecretNames.GatewayToken, "cd-another-token");
        using var old = await gateway.Client.GetAsync("/claude-desktop/v1/models", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
        using var next = await SendAsync(gateway, "/claude-desktop/v1/models", ("x-api-key", "cd-another-token"));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(TestGateway gateway, string path, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{gateway.Server.Port}{path}");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

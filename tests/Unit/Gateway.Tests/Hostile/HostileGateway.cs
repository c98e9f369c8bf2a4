using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>One gateway for all attacks of a class: each must leave it as it was.</summary>
public sealed class HostileGateway : IAsyncLifetime
{
    public const string Messages = "/claude-desktop/v1/messages";
    private const string Answer = """{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""";
    private TestGateway? _gateway;

    internal TestGateway Gateway => _gateway!;

    internal int Port => Gateway.Server.Port;

    /// <summary>Small enough that a test need not send much.</summary>
    internal const int Usual = 256 * 1024;

    internal static GatewayLimits Limits { get; } = PublishedForm.IsAsked ? new() : new() { BodyBytes = Usual };

    public async ValueTask InitializeAsync()
    {
        _gateway = await TestGateway.ChatAsync(clients: PublishedForm.IsAsked ? null : Limits);
        _gateway.Upstream.Json(Answer);
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();

    /// <summary>A request that would be answered, but for what is given otherwise. Its headers may name the port and the token.</summary>
    internal string Request(
        string method = "POST", string target = Messages, string host = "127.0.0.1:{port}", string token = "x-api-key: {token}\r\n", string headers = "", string body = Bodies.Ask, string? length = null) =>
        Fill($"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{token}Connection: close\r\n{headers}{length ?? $"Content-Length: {body.Length}\r\n"}\r\n") + body;

    internal string Fill(string text) => text
        .Replace("{port}", $"{Port}", StringComparison.Ordinal)
        .Replace("{other}", $"{Port ^ 1}", StringComparison.Ordinal)
        .Replace("{token}", Gateway.Token, StringComparison.Ordinal);

    /// <summary>Sends a request and holds the gateway to it: one refusal, nothing upstream, no secret shown, and business as usual afterwards.</summary>
    internal async Task RefusesAsync(string request, int status, string? type)
    {
        Gateway.Log.Lines.Clear();
        var before = Gateway.Upstream.Requests.Count;
        var answer = Assert.Single(await RawConnection.AskAsync(Port, request));
        Assert.Equal((status, type), (answer.Status, answer.ErrorType));
        Assert.Equal(before, Gateway.Upstream.Requests.Count);
        Assert.DoesNotContain(Gateway.Token, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(TestGateway.Key, answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(Gateway.Log.Lines, line => line.Level == LogLevel.Error);
        await AnswersAsync();
    }

    /// <summary>Asks what an honest client asks.</summary>
    internal async Task AnswersAsync()
    {
        var before = Gateway.Upstream.Requests.Count;
        using var response = await Gateway.PostAsync(Bodies.Ask);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Hello", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(before + 1, Gateway.Upstream.Requests.Count);
    }
}

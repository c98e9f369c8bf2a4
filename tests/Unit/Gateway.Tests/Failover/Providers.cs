using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Gateway.Tests.Failover;

/// <summary>A gateway in front of a provider, <c>test</c>, that another, <c>second</c>, stands in for.</summary>
internal sealed class Providers : IAsyncDisposable
{
    public const string Message = """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":2}}""";

    public const string Stream =
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n"
        + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
        + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}\n\n"
        + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
        + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"input_tokens\":3,\"output_tokens\":9}}\n\n"
        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    /// <summary>Waits that no test has to sit out.</summary>
    public static FailoverLimits Quick { get; } = new() { Backoff = TimeSpan.FromMilliseconds(1), LongestWait = TimeSpan.FromSeconds(1) };

    public TestGateway Gateway { get; private init; } = null!;

    public TestUpstream First => Gateway.Upstream;

    public TestUpstream Second { get; private init; } = null!;

    public static async Task<Providers> StartAsync(
        ApiFormat format = ApiFormat.AnthropicMessages, ApiFormat second = ApiFormat.AnthropicMessages, TimeProvider? time = null, UpstreamLimits? limits = null, FailoverLimits? failover = null)
    {
        var gateway = await TestGateway.StartAsync(format, "m-first", time, limits, failover: failover ?? Quick);
        var providers = new Providers { Gateway = gateway, Second = await TestUpstream.StartAsync() };
        providers.Add(gateway.Provider("second", second, "m-second") with { BaseUri = providers.Second.Root });
        gateway.Enable(gateway.Provider("test", format, "m-first") with { Fallback = ["second"] });
        gateway.Grammar.IsOn = false;
        providers.Second.Answer = Whole;
        return providers;
    }

    public void Add(Provider provider, string? key = "key-of-another-0123456789")
    {
        if (key is not null)
            Gateway.Secrets.Set(SecretNames.ProviderKey(provider.Id), key);
        Gateway.Change(before => before.With(provider));
    }

    /// <summary>Answers as an Anthropic upstream does, streamed or not.</summary>
    public static async Task Whole(Microsoft.AspNetCore.Http.HttpContext context)
    {
        var isStream = Encoding.UTF8.GetString(await LastBodyAsync(context)).Contains("\"stream\":true", StringComparison.Ordinal);
        context.Response.ContentType = isStream ? "text/event-stream" : "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(isStream ? Stream : Message));
    }

    /// <summary>Answers with an error.</summary>
    public static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Error(int status, string message = "no", string? retryAfter = null) => async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers["retry-after"] = retryAfter;
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{\"type\":\"error\",\"error\":{\"type\":\"some_error\",\"message\":\"" + message + "\"}}"));
    };

    public async Task<Answered> AskAsync(string body = Bodies.Ask, string? session = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/claude-desktop/v1/messages") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (session is not null)
            request.Headers.Add("x-claude-code-session-id", session);
        using var response = await Gateway.Client.SendAsync(request);
        return new Answered((int)response.StatusCode, response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase), await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Second.DisposeAsync();
    }

    private static Task<byte[]> LastBodyAsync(Microsoft.AspNetCore.Http.HttpContext context) => Task.FromResult((byte[])context.Items["body"]!);

    /// <summary>What the client got.</summary>
    internal sealed record Answered(int Status, Dictionary<string, string> Headers, string Text)
    {
        public string Provider => Headers.GetValueOrDefault("x-claudedesktop-provider", "");

        public string Model => Headers.GetValueOrDefault("x-claudedesktop-model", "");

        public string Tries => Headers.GetValueOrDefault("x-claudedesktop-tries", "");
    }
}

using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Providers;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>What a vendor would be sent, without a vendor to send it to.</summary>
internal static class ChatBody
{
    public static JsonElement For(string host, string model, string request)
    {
        using var body = Write(host, model, request);
        return JsonDocument.Parse(body.Memory.ToArray()).RootElement;
    }

    /// <summary>How many bytes it would be sent; none where it is not asked.</summary>
    public static int Length(string host, string model, string request)
    {
        using var body = Write(host, model, request);
        return body.Length;
    }

    private static PooledBuffer Write(string host, string model, string request)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(request);
        var provider = new Provider { Id = "test", Name = "test", Mode = ProviderMode.Mapped, ApiFormat = ApiFormat.OpenAIChat, BaseUri = new Uri($"https://{host}/v1") };
        var body = new PooledBuffer();
        var exchange = new Exchange
        {
            Context = new DefaultHttpContext(),
            Body = bytes,
            Envelope = RequestEnvelope.Read(bytes),
            Route = new RoutedModel("claude-sonnet-5", provider, model, Route: null),
            Key = TestGateway.Key,
            RequestId = "r",
            Outcome = new ExchangeOutcome(),
        };
        new ChatFormat().Translate(exchange, new MessageRequest(JsonDocument.Parse(bytes).RootElement), body);
        return body;
    }
}

using System;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Benchmarks;

/// <summary>A request as the gateway has it before it writes it for an upstream.</summary>
internal static class Exchanges
{
    public static Exchange Of(ApiFormat format, byte[] body)
    {
        var envelope = RequestEnvelope.Read(body);
        var provider = new Provider
        {
            Id = "bench",
            Name = "bench",
            Mode = ProviderMode.Mapped,
            ApiFormat = format,
            BaseUri = new Uri("http://127.0.0.1:9"),
            AuthScheme = AuthScheme.Bearer,
        };
        return new Exchange
        {
            Context = new DefaultHttpContext(),
            Body = body,
            Envelope = envelope,
            Route = new RoutedModel(envelope.Model, provider, format == ApiFormat.Gemini ? "gemini-3-pro" : "gpt-5", null),
            Key = "key",
            RequestId = "req_bench",
            Outcome = new ExchangeOutcome(),
        };
    }
}

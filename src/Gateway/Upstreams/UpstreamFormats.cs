using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Anthropic;
using ClaudeDesktop.Gateway.Upstreams.Gemini;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>The formats that this version speaks: one line each.</summary>
internal sealed class UpstreamFormats : IDisposable
{
    private readonly UpstreamHttp _http;
    private readonly Dictionary<ApiFormat, IUpstream> _known;

    public UpstreamFormats(UpstreamLimits limits, TimeProvider time)
    {
        _http = new UpstreamHttp(limits);
        var responses = new TranslatedUpstream(new ResponsesFormat(), _http, limits, time);
        _known = new()
        {
            [ApiFormat.AnthropicMessages] = new AnthropicUpstream(_http, limits, time),
            [ApiFormat.OpenAIChat] = new OtherDoorUpstream(new TranslatedUpstream(new ChatFormat(), _http, limits, time), responses),
            [ApiFormat.OpenAIResponses] = responses,
            [ApiFormat.Gemini] = new TranslatedUpstream(new GeminiFormat(), _http, limits, time),
        };
    }

    public IUpstream For(Provider provider) => _known.TryGetValue(provider.ApiFormat, out var upstream) ? upstream : throw new AnthropicErrorException(
        AnthropicError.NotSupported($"Provider '{provider.Name}' speaks {provider.ApiFormat}, which this version of the gateway does not translate yet. Use OpenAIChat or AnthropicMessages."));

    public void Dispose() => _http.Dispose();
}

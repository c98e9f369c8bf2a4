using System;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Upstreams.Gemini;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Benchmarks;

internal static class Formats
{
    public static ITranslatedFormat Of(ApiFormat format) => format switch
    {
        ApiFormat.OpenAIChat => new ChatFormat(),
        ApiFormat.OpenAIResponses => new ResponsesFormat(),
        ApiFormat.Gemini => new GeminiFormat(),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}

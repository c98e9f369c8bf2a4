using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>The probe of each format.</summary>
internal static class Probes
{
    public static IProbe Of(ApiFormat format) => format switch
    {
        ApiFormat.AnthropicMessages => new AnthropicProbe(),
        ApiFormat.OpenAIChat => new ChatProbe(),
        ApiFormat.OpenAIResponses => new ResponsesProbe(),
        ApiFormat.Gemini => new GeminiProbe(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };
}

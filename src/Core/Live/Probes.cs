using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>The probe of each format.</summary>
internal static class Probes
{
    /// <summary>Short, but long enough that its answer comes in more than one piece.</summary>
    public const string Question = "Count from one to twenty in words. Write nothing else.";

    public static IProbe Of(ApiFormat format) => format switch
    {
        ApiFormat.AnthropicMessages => new AnthropicProbe(),
        ApiFormat.OpenAIChat => new ChatProbe(),
        ApiFormat.OpenAIResponses => new ResponsesProbe(),
        ApiFormat.Gemini => new GeminiProbe(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format."),
    };
}

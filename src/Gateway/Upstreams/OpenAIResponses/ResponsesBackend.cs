using System;
using System.Linq;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>What single backends of this format refuse or insist on (as of 2026-11). What is not listed is OpenAI's own API.</summary>
/// <param name="Host">The backend's host.</param>
/// <param name="Path">What its path begins with.</param>
/// <param name="Refused">Fields that it answers with a 400.</param>
internal sealed record ResponsesBackend(string Host, string Path, params string[] Refused)
{
    private static readonly ResponsesBackend Plain = new("", "");

    private static readonly ResponsesBackend[] Known =
    [
        new("chatgpt.com", "/backend-api/codex", "max_output_tokens", "max_tool_calls", "temperature", "top_p", "safety_identifier")
        {
            StreamsOnly = true,
            WantsInstructions = true,
        },
    ];

    public bool StreamsOnly { get; init; }

    /// <summary>Wants <c>instructions</c> also where there are none.</summary>
    public bool WantsInstructions { get; init; }

    public static ResponsesBackend Of(Uri address) => Known.FirstOrDefault(known =>
        string.Equals(address.Host, known.Host, StringComparison.OrdinalIgnoreCase) && address.AbsolutePath.StartsWith(known.Path, StringComparison.OrdinalIgnoreCase)) ?? Plain;

    public bool Takes(string field) => !Refused.Contains(field, StringComparer.Ordinal);
}

using System;
using System.Text;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Why a model stopped, in Gemini's words.</summary>
/// <param name="Name">Gemini's name for it.</param>
/// <param name="Reason">Anthropic's.</param>
/// <param name="IsFault">The model has failed; a client that got nothing of use should ask again.</param>
internal sealed record GeminiFinish(string Name, StopReason Reason, bool IsFault = false)
{
    /// <summary>The JSON of a finish: the one before where it says the same, as some chunks after the first do, or nothing.</summary>
    public static GeminiFinish? Read(ReadOnlySpan<byte> json, GeminiFinish? before)
    {
        if (!JsonSlices.IsString(json) || json.SequenceEqual("\"FINISH_REASON_UNSPECIFIED\""u8))
            return before;
        return before is not null && Ascii.Equals(json[1..^1], before.Name) ? before : Of(JsonSlices.Text(json)) ?? before;
    }

    /// <summary>Null where the name says that nothing has ended.</summary>
    public static GeminiFinish? Of(string? name) => name switch
    {
        null or "" or "FINISH_REASON_UNSPECIFIED" => null,
        "MAX_TOKENS" or "CONTINUATION" => new(name, StopReason.MaxTokens),
        "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "MODEL_ARMOR" => new(name, StopReason.Refusal),
        "IMAGE_SAFETY" or "IMAGE_PROHIBITED_CONTENT" or "IMAGE_RECITATION" => new(name, StopReason.Refusal),
        "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" or "MALFORMED_RESPONSE" or "MISSING_THOUGHT_SIGNATURE" => new(name, StopReason.EndTurn, IsFault: true),
        "OTHER" or "LANGUAGE" or "IMAGE_OTHER" or "NO_IMAGE" => new(name, StopReason.EndTurn, IsFault: true),
        _ => new(name, StopReason.EndTurn),
    };
}

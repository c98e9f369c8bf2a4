using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Why a model stopped, in the words of those who speak Chat Completions.</summary>
internal static class ChatFinish
{
    /// <summary>The reason, or null where the value names none yet.</summary>
    public static StopReason? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty)
            return null;
        if (reader.ValueTextEquals("length"u8) || reader.ValueTextEquals("max_tokens"u8))
            return StopReason.MaxTokens;
        if (reader.ValueTextEquals("tool_calls"u8) || reader.ValueTextEquals("function_call"u8))
            return StopReason.ToolUse;
        if (reader.ValueTextEquals("content_filter"u8) || reader.ValueTextEquals("refusal"u8))
            return StopReason.Refusal;
        if (reader.ValueTextEquals("model_length"u8))
            return StopReason.ContextWindowExceeded;
        if (reader.ValueTextEquals("insufficient_system_resource"u8))
            throw new AnthropicErrorException(AnthropicError.Overloaded("The upstream ran out of capacity while it was answering."));
        return StopReason.EndTurn;
    }
}

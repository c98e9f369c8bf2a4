using System;

namespace ClaudeDesktop.Gateway.Messages;

internal static class StopReasons
{
    public static ReadOnlySpan<byte> Name(StopReason reason) => reason switch
    {
        StopReason.MaxTokens => "max_tokens"u8,
        StopReason.StopSequence => "stop_sequence"u8,
        StopReason.ToolUse => "tool_use"u8,
        StopReason.PauseTurn => "pause_turn"u8,
        StopReason.Refusal => "refusal"u8,
        StopReason.ContextWindowExceeded => "model_context_window_exceeded"u8,
        _ => "end_turn"u8,
    };

    /// <summary>Many upstreams say that the turn ended although they called a tool, or the other way round.</summary>
    public static StopReason Settle(StopReason reason, bool calledTool) => reason switch
    {
        StopReason.EndTurn when calledTool => StopReason.ToolUse,
        StopReason.ToolUse when !calledTool => StopReason.EndTurn,
        _ => reason,
    };
}

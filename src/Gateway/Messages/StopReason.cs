namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Why a model stopped, in Anthropic's words.</summary>
internal enum StopReason
{
    EndTurn,
    MaxTokens,
    StopSequence,
    ToolUse,
    PauseTurn,
    Refusal,
    ContextWindowExceeded,
}

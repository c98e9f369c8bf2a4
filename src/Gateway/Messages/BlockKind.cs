namespace ClaudeDesktop.Gateway.Messages;

internal enum BlockKind
{
    Text,
    Thinking,
    ToolUse,

    /// <summary>Known only as JSON, and complete from the start.</summary>
    Whole,
}

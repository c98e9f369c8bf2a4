namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Everything that can happen in an answer, whoever gives it.</summary>
internal enum MessageEventKind
{
    /// <summary>The upstream has begun to answer.</summary>
    Start,

    /// <summary>Some more text.</summary>
    Text,

    /// <summary>Some more reasoning.</summary>
    Thinking,

    /// <summary>The signature of the reasoning so far, which closes it.</summary>
    Signature,

    /// <summary>A tool call begins; id and name are known.</summary>
    ToolUse,

    /// <summary>Some more of a call's JSON input.</summary>
    ToolInput,

    /// <summary>A call's input is complete.</summary>
    ToolEnd,

    /// <summary>A whole content block, as JSON, such as a server tool's result.</summary>
    Block,

    /// <summary>The usage so far.</summary>
    Usage,

    /// <summary>The answer is complete.</summary>
    Stop,

    /// <summary>The answer failed; nothing follows.</summary>
    Error,
}

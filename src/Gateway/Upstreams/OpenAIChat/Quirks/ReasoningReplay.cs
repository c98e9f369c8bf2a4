namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>How an upstream wants to see its own reasoning again.</summary>
internal enum ReasoningReplay
{
    None,

    /// <summary>As <c>reasoning_content</c>, its text.</summary>
    Content,

    /// <summary>As <c>reasoning_details</c>, unchanged.</summary>
    Details,
}

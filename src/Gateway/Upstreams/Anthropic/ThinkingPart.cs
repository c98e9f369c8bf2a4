namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>A member of a content block by which reasoning is told from other content.</summary>
internal enum ThinkingPart
{
    None,

    /// <summary>The block is reasoning, open or redacted.</summary>
    Type,

    Signature,

    /// <summary>Of redacted reasoning.</summary>
    Data,
}

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>How an upstream marks reasoning inside its text.</summary>
internal enum ThinkTags
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>, where it does.</summary>
    Split,

    /// <summary>From the first character on: its prompt ends with the opening tag, so that only the closing one is seen.</summary>
    StartInside,
}

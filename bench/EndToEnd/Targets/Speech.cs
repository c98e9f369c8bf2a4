namespace ClaudeDesktop.EndToEnd.Targets;

/// <summary>What the upstream speaks.</summary>
internal enum Speech
{
    /// <summary>OpenAI Chat Completions, into which the gateway translates.</summary>
    Chat,

    /// <summary>Anthropic Messages, which pass through it.</summary>
    Messages,
}

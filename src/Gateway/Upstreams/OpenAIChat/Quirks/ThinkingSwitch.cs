namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>The field that turns reasoning on and off, where it is not <c>reasoning_effort</c> alone.</summary>
internal enum ThinkingSwitch
{
    None,

    /// <summary><c>thinking: {type: enabled | disabled}</c></summary>
    Type,

    /// <summary><c>thinking: {type: adaptive | disabled}</c>, and the reasoning apart from the text.</summary>
    AdaptiveType,

    /// <summary><c>enable_thinking</c> and <c>thinking_budget</c></summary>
    Flag,

    /// <summary><c>reasoning: {effort | max_tokens | enabled}</c></summary>
    Reasoning,
}

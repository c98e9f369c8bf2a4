namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>How an upstream is told up to where a prompt is worth caching.</summary>
internal enum CacheMarks
{
    /// <summary>Not at all: it finds out by itself.</summary>
    None,

    /// <summary>By Anthropic's own <c>cache_control</c>.</summary>
    CacheControl,

    /// <summary>By <c>prompt_cache_breakpoint</c>.</summary>
    Breakpoint,
}

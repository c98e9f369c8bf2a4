namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>How an upstream is asked to search the web.</summary>
internal enum WebSearchKind
{
    /// <summary>It cannot.</summary>
    None,

    /// <summary>By <c>web_search_options</c>, which search models have.</summary>
    Options,

    /// <summary>By OpenRouter's own tool.</summary>
    OpenRouterTool,
}

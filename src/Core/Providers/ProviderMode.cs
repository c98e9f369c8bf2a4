namespace ClaudeDesktop.Providers;

/// <summary>How Claude Desktop reaches a provider.</summary>
public enum ProviderMode
{
    /// <summary>Claude Desktop talks to the provider itself.</summary>
    Direct,

    /// <summary>Through the local gateway, which maps model names and translates (model mapping mode).</summary>
    Mapped,

    /// <summary>Anthropic's own service with a Claude.ai account.</summary>
    Official,
}

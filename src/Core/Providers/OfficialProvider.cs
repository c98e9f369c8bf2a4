using System;

namespace ClaudeDesktop.Providers;

/// <summary>Anthropic's own service: always listed, never stored.</summary>
public static class OfficialProvider
{
    public const string Id = "claude-desktop-official";

    /// <param name="isActive">Whether no other provider is active.</param>
    public static Provider Create(bool isActive) => new()
    {
        Id = Id,
        Name = "Claude Desktop (official)",
        Mode = ProviderMode.Official,
        ApiFormat = ApiFormat.AnthropicMessages,
        AuthScheme = AuthScheme.None,
        Website = new Uri("https://claude.ai"),
        IsActive = isActive,
    };
}

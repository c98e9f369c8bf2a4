namespace ClaudeDesktop.Providers;

/// <summary>Where a provider's key is kept.</summary>
public enum KeySourceKind
{
    /// <summary>In this module's own store.</summary>
    Store,

    /// <summary>In an environment variable, read whenever the key is needed.</summary>
    Environment,

    /// <summary>In a vault of PowerShell's SecretManagement, asked whenever the key is needed.</summary>
    Vault,
}

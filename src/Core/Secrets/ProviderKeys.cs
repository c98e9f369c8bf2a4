using System;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>Finds a provider's key where the provider says that it is.</summary>
public sealed class ProviderKeys(ISecretStore secrets, HostSystem system, IKeyVault? vault)
{
    /// <summary>The key, or null where there is none, or where it lies in a vault that cannot be asked from here.</summary>
    public string? Find(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var key = provider.KeySource.Kind switch
        {
            KeySourceKind.Environment => system.Variable(provider.KeySource.Variable!)?.Trim(),
            KeySourceKind.Vault => vault?.Read(provider.KeySource.VaultName, provider.KeySource.SecretName!).Trim(),
            _ => secrets.Get(SecretNames.ProviderKey(provider)),
        };
        return string.IsNullOrEmpty(key) ? null : key;
    }

    /// <summary>The key, or an error that says what to do.</summary>
    public string Require(Provider provider)
    {
        var key = Find(provider) ?? throw Missing(provider);
        return key.All(c => c is > ' ' and < (char)127) ? key : throw new ClaudeDesktopException(
            ErrorCode.ProviderKeyMissing,
            $"What {provider.KeySource} holds as the key of '{provider.Name}' has a blank or a character in it that no HTTP header can carry.",
            "Put the key there in one piece, as the vendor's page shows it.",
            provider.Id);
    }

    /// <summary>What is said of a provider without a key.</summary>
    public static ClaudeDesktopException Missing(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.KeySource.Kind switch
        {
            KeySourceKind.Environment => new ClaudeDesktopException(
                ErrorCode.EnvironmentVariableMissing,
                $"The environment variable '{provider.KeySource.Variable}', which holds the key of '{provider.Name}', is not set here.",
                "Set it before the command, and before the gateway starts; or keep the key with: " + Command(provider),
                provider.KeySource.Variable),
            KeySourceKind.Vault => new ClaudeDesktopException(
                ErrorCode.SecretVaultUnavailable,
                $"The key of '{provider.Name}' lies in a vault ({provider.KeySource}), which cannot be asked from here.",
                "Start the gateway anew from PowerShell, which asks the vault: Stop-CDGateway; Start-CDGateway. Or keep the key with: " + Command(provider),
                provider.KeySource.SecretName),
            _ => ProviderErrors.KeyMissing(provider),
        };
    }

    private static string Command(Provider provider) => $"Set-CDProvider {provider.Id} -ApiKey (Read-Host -AsSecureString).";
}

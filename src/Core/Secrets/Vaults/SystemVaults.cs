using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>The stores that operating systems bring.</summary>
internal static class SystemVaults
{
    /// <summary>Loads nothing yet: a machine without the store's library learns of it at the first use.</summary>
    public static ISecretVault Open(SecretStoreKind kind, HostSystem system, DataHome home, IFileOperations files) => kind switch
    {
        SecretStoreKind.Dpapi => new ClearErrors(kind, new ValueFile(home.ProtectedSecretFile, files, new DpapiValues())),
        SecretStoreKind.Keychain => new ClearErrors(kind, new KeychainVault(SecretScope.Of(home))),
        SecretStoreKind.SecretService => new ClearErrors(kind, new SecretServiceVault(system, SecretScope.Of(home))),
        _ => new ValueFile(home.SecretFile, files),
    };
}

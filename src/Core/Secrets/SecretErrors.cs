using System;

namespace ClaudeDesktop.Secrets;

/// <summary>What the module says where a secret cannot be kept or had.</summary>
internal static class SecretErrors
{
    private const string AllowFile =
        "allow a file that your account alone can read, with -AllowFileStore on the command that failed or once with: Set-CDProvider NAME -AllowFileStore";

    /// <summary>A store that nothing was kept in yet does not work, so there are still all choices.</summary>
    public static ClaudeDesktopException CannotKeep(SecretStoreKind kind, string why, Exception? cause = null) => new(
        ErrorCode.SecretStoreUnavailable,
        $"Secrets cannot be kept: {NameOf(kind)} {why}.",
        $"{Remedy(kind)}, and run the command again. Or let the key stay where it is: in a vault (-VaultName, -SecretName) or in a variable (-ApiKeyFromEnvironment). Or {AllowFile}.",
        kind.ToString(),
        cause);

    /// <summary>A store that holds the secrets does not answer.</summary>
    public static ClaudeDesktopException DoesNotAnswer(SecretStoreKind kind, string why, Exception? cause = null) => new(
        ErrorCode.SecretStoreUnavailable,
        $"The secrets are out of reach: {NameOf(kind)} {why}.",
        $"{Remedy(kind)}, and run the command again. If it is gone for good, {AllowFile}; then give the keys anew.",
        kind.ToString(),
        cause);

    public static ClaudeDesktopException NoSuchStore(string wish, SecretStoreKind own) => new(
        ErrorCode.SecretStoreUnavailable,
        $"'{wish}', which {SecretStores.Variable} names, is no secret store of this system.",
        $"Set {SecretStores.Variable} to {own}, File or Auto, or remove it.",
        wish);

    public static ClaudeDesktopException ChangedOnTheWay(string name, SecretStoreKind kind) => new(
        ErrorCode.SecretStoreUnavailable,
        $"'{name}' did not come back from {NameOf(kind)} as it was put there. The file store was left as it is.",
        $"{Remedy(kind)}, and run the command again.",
        name);

    private static string NameOf(SecretStoreKind kind) => kind switch
    {
        SecretStoreKind.Dpapi => "Windows' data protection (DPAPI)",
        SecretStoreKind.Keychain => "the macOS Keychain",
        SecretStoreKind.SecretService => "the Secret Service (libsecret)",
        _ => "the file store",
    };

    private static string Remedy(SecretStoreKind kind) => kind switch
    {
        SecretStoreKind.Dpapi => "Log in to Windows with your password, so that it loads your profile",
        SecretStoreKind.Keychain => "Unlock the login keychain (security unlock-keychain)",
        _ => "Log in to a desktop whose keyring (GNOME Keyring, KWallet, KeePassXC) is unlocked",
    };
}

using System;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>Which store a user's secrets are kept in.</summary>
public static class SecretStores
{
    /// <summary>The variable by which a user names a store; <c>Auto</c> or nothing leaves it to the system.</summary>
    public const string Variable = "CLAUDEDESKTOP_SECRET_STORE";
    private const string Auto = "Auto";

    /// <summary>The secrets of a data folder on a machine.</summary>
    public static UserSecretStore Open(HostSystem system, DataHome home, IFileOperations files) => new(system, home, files);

    /// <param name="system">The operating system.</param>
    /// <param name="wish">What <see cref="Variable"/> says.</param>
    /// <param name="settled">Where the data folder says that its secrets lie; null where nothing was kept yet.</param>
    public static SecretStoreChoice Choose(SystemKind system, string? wish, SecretStoreKind? settled)
    {
        var known = settled is { } kind && ExistsOn(kind, system) ? settled : null;
        if (string.IsNullOrWhiteSpace(wish) || string.Equals(wish!.Trim(), Auto, StringComparison.OrdinalIgnoreCase))
            return new SecretStoreChoice(known ?? OwnOf(system), known is not null, IsWish: false);
        if (!Enum.TryParse<SecretStoreKind>(wish.Trim(), ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted) || !ExistsOn(wanted, system))
            throw SecretErrors.NoSuchStore(wish, OwnOf(system));
        return new SecretStoreChoice(wanted, wanted == SecretStoreKind.File || wanted == known, IsWish: true);
    }

    private static SecretStoreKind OwnOf(SystemKind system) => system switch
    {
        SystemKind.Windows => SecretStoreKind.Dpapi,
        SystemKind.MacOS => SecretStoreKind.Keychain,
        _ => SecretStoreKind.SecretService,
    };

    // A data folder may have come from another machine.
    private static bool ExistsOn(SecretStoreKind kind, SystemKind system) => kind == SecretStoreKind.File || kind == OwnOf(system);
}

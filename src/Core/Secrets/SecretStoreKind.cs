namespace ClaudeDesktop.Secrets;

/// <summary>Where secrets can lie.</summary>
public enum SecretStoreKind
{
    /// <summary>A file that this user alone can read, mode 0600; its values are in clear text.</summary>
    File,

    /// <summary>A file whose values Windows encrypts for this user (DPAPI).</summary>
    Dpapi,

    /// <summary>The macOS Keychain.</summary>
    Keychain,

    /// <summary>The Secret Service of a Linux desktop, such as GNOME Keyring or KWallet, through libsecret.</summary>
    SecretService,
}

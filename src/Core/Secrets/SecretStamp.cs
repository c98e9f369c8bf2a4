using System.Text;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>Tells whether a secret has changed in a store that cannot be watched, such as a keychain: <see cref="UserSecretStore"/> notes each change in a small file.</summary>
public sealed class SecretStamp(DataHome home, IFileOperations files)
{
    /// <summary>The stamp in force, to be compared with a later one; null before the first.</summary>
    public string? Read() => files.Read(home.SecretStoreFile) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
}

using System;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>
/// Says where a data folder's secrets lie, so that every process looks in the same place, and changes whenever one of them does,
/// so that a running gateway sees it where the store itself is no file. Holds no secret.
/// </summary>
internal sealed class SecretStoreFile(DataHome home, IFileOperations files)
{
    private const string StoreMember = "store";
    private const string ChangeMember = "change";

    /// <summary>Null where nothing was kept yet.</summary>
    public SecretStoreKind? Settled =>
        files.Read(home.SecretStoreFile) is { } bytes
        && Enum.TryParse<SecretStoreKind>(JsonText.Parse(bytes, home.SecretStoreFile).FindString(StoreMember), ignoreCase: true, out var kind)
        && Enum.IsDefined(kind)
            ? kind
            : null;

    public void Settle(SecretStoreKind kind) => Write(text => text.SetString(kind.ToString(), StoreMember));

    /// <summary>Tells whoever watches that a secret has changed.</summary>
    public void Touch() => Write(text => text.SetString(Guid.NewGuid().ToString("N"), ChangeMember));

    private void Write(Func<JsonText, JsonText> change)
    {
        var before = files.Read(home.SecretStoreFile);
        var text = before is null ? JsonText.EmptyObject : JsonText.Parse(before, home.SecretStoreFile);
        var changed = change(text);
        if (ReferenceEquals(text, changed))
            return;
        TemporaryFiles.Sweep(home.SecretStoreFile);
        files.Replace(home.SecretStoreFile, changed.ToBytes(), FilePrivacy.Private, before);
    }
}

using System;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>Secrets in one file that this user alone can read.</summary>
public sealed class FileSecretStore(DataHome home, IFileOperations files) : ISecretStore
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string? Get(string name) => files.Read(home.SecretFile) is { } bytes ? JsonText.Parse(bytes, home.SecretFile).FindString(name) : null;

    public string GetOrAdd(string name, Func<string> create)
    {
        if (Get(name) is { Length: > 0 } known)
            return known;
        Change(text => text.FindString(name) is { Length: > 0 } ? text : text.SetString(create(), name));
        return Get(name)!;
    }

    public void Set(string name, string value) => Change(text => text.SetString(value, name));

    public void Remove(string name) => Change(text => text.Remove(name));

    private void Change(Func<JsonText, JsonText> change)
    {
        using var locked = FileLock.Acquire(home.SecretLockFile, Patience);
        var before = files.Read(home.SecretFile);
        var text = before is null ? JsonText.EmptyObject : JsonText.Parse(before, home.SecretFile);
        var changed = change(text);
        if (ReferenceEquals(text, changed))
            return;
        TemporaryFiles.Sweep(home.SecretFile);
        files.Replace(home.SecretFile, changed.ToBytes(), FilePrivacy.Private, before);
    }
}

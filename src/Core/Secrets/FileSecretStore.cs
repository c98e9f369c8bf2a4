using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets;

/// <summary>Secrets in one file that this user alone can read.</summary>
public sealed class FileSecretStore(DataHome home, IFileOperations files) : ISecretStore
{
    public string? Get(string name) => files.Read(home.SecretFile) is { } bytes ? JsonText.Parse(bytes, home.SecretFile).FindString(name) : null;

    public void Set(string name, string value)
    {
        var before = files.Read(home.SecretFile);
        var text = before is null ? JsonText.EmptyObject : JsonText.Parse(before, home.SecretFile);
        files.Replace(home.SecretFile, text.SetString(value, name).ToBytes(), FilePrivacy.Private, before);
    }

    public void Remove(string name)
    {
        if (files.Read(home.SecretFile) is not { } before)
            return;
        var text = JsonText.Parse(before, home.SecretFile);
        var without = text.Remove(name);
        if (!ReferenceEquals(text, without))
            files.Replace(home.SecretFile, without.ToBytes(), FilePrivacy.Private, before);
    }
}

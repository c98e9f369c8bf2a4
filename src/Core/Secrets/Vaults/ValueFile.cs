using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>Values in one JSON file that this user alone can read, as they are or protected.</summary>
internal sealed class ValueFile(string path, IFileOperations files, IValueProtector? protector = null) : ISecretVault
{
    public bool Exists => files.Read(path) is not null;

    public string? Get(string name) =>
        files.Read(path) is { } bytes && JsonText.Parse(bytes, path).FindString(name) is { } text ? protector?.Unprotect(name, text) ?? text : null;

    public void Set(string name, string value)
    {
        var text = protector?.Protect(name, value) ?? value;
        Change(file => file.SetString(text, name));
    }

    public void Remove(string name) => Change(file => file.Remove(name));

    /// <summary>Every value, by its name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All()
    {
        if (files.Read(path) is not { } bytes)
            return [];
        using var document = JsonText.Parse(bytes, path).ToDocument();
        return
        [
            .. document.RootElement.EnumerateObject()
                .Where(member => member.Value.ValueKind == JsonValueKind.String)
                .Select(member => new KeyValuePair<string, string>(member.Name, protector?.Unprotect(member.Name, member.Value.GetString()!) ?? member.Value.GetString()!)),
        ];
    }

    private void Change(Func<JsonText, JsonText> change)
    {
        var before = files.Read(path);
        var text = before is null ? JsonText.EmptyObject : JsonText.Parse(before, path);
        var changed = change(text);
        if (ReferenceEquals(text, changed))
            return;
        TemporaryFiles.Sweep(path);
        files.Replace(path, changed.ToBytes(), FilePrivacy.Private, before);
    }
}

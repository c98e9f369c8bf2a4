using System;

namespace ClaudeDesktop.Secrets;

/// <summary>Where keys lie: never in the provider store, never in an object that a cmdlet emits.</summary>
public interface ISecretStore
{
    /// <summary>A secret's value, or null where there is none of that name.</summary>
    string? Get(string name);

    /// <summary>A secret's value; where there is none, one is made and kept, and every process gets the same.</summary>
    string GetOrAdd(string name, Func<string> create);

    void Set(string name, string value);

    /// <summary>Forgets a secret; nothing happens where there is none.</summary>
    void Remove(string name);
}

using System.Collections.Generic;

namespace ClaudeDesktop.Storage.Registry;

/// <summary>What a system without a registry has.</summary>
internal sealed class NoRegistry : IRegistry
{
    public IReadOnlyList<RegistryValue> Values(string path) => [];

    public IReadOnlyList<string> Subkeys(string path) => [];
}

using System.Collections.Generic;

namespace ClaudeDesktop.Storage.Registry;

/// <summary>Reads the registry of Windows. Paths begin with <c>HKLM\</c>, <c>HKCU\</c> or <c>HKU\</c>. What is missing or may not be read is empty.</summary>
public interface IRegistry
{
    /// <summary>The values directly under a key.</summary>
    IReadOnlyList<RegistryValue> Values(string path);

    /// <summary>The names of the keys directly under a key.</summary>
    IReadOnlyList<string> Subkeys(string path);
}

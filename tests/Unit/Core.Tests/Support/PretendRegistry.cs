using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ClaudeDesktop.Storage.Registry;

namespace ClaudeDesktop.Tests.Support;

/// <summary>The registry of a Windows that is not here.</summary>
internal sealed class PretendRegistry : IRegistry
{
    private readonly Dictionary<string, List<RegistryValue>> _keys = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string key, string name, string text, RegistryValueType type = RegistryValueType.Text) => Add(key, name, type, Encoding.Unicode.GetBytes(text + "\0"));

    public void Add(string key, string name, uint number) => Add(key, name, RegistryValueType.Number, BitConverter.GetBytes(number));

    public void Add(string key, string name, RegistryValueType type, byte[] data)
    {
        if (!_keys.TryGetValue(key, out var values))
            _keys[key] = values = [];
        values.Add(new RegistryValue(name, type, data));
    }

    public IReadOnlyList<RegistryValue> Values(string path) => _keys.GetValueOrDefault(path, []);

    public IReadOnlyList<string> Subkeys(string path) =>
        [.. _keys.Keys.Where(key => key.StartsWith(path + '\\', StringComparison.OrdinalIgnoreCase)).Select(key => key[(path.Length + 1)..].Split('\\')[0]).Distinct()];
}

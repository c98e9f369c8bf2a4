using System;
using System.Text;

namespace ClaudeDesktop.Storage.Registry;

/// <summary>One value directly under a registry key; the default value has an empty name.</summary>
public sealed record RegistryValue(string Name, RegistryValueType Type, ReadOnlyMemory<byte> Data)
{
    /// <summary>The text of a REG_SZ or an unexpanded REG_EXPAND_SZ; null for another type.</summary>
    public string? Text => Type is RegistryValueType.Text or RegistryValueType.ExpandableText ? Encoding.Unicode.GetString(Data.ToArray()).TrimEnd('\0') : null;

    /// <summary>The number of a REG_DWORD; null for another type.</summary>
    public uint? Number => Type == RegistryValueType.Number && Data.Length >= 4 ? BitConverter.ToUInt32(Data.ToArray(), 0) : null;

    /// <summary>The name alone: a value may be a secret.</summary>
    public override string ToString() => Name;
}

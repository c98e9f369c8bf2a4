using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Tools' names within what Gemini takes, and the way back.</summary>
internal sealed class GeminiNames
{
    private const int Longest = 128;
    private const int HashLength = 8;

    /// <summary>The module in which the model believes its functions to be, and which it sometimes writes before their names.</summary>
    private const string Module = "default_api";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.:-");

    private readonly Dictionary<string, string> _originals = new(StringComparer.Ordinal);

    public string ForUpstream(string name)
    {
        var changed = IsTaken(name) ? name : Change(name);
        _originals[changed] = name;
        return changed;
    }

    public string ForClient(string name)
    {
        if (_originals.TryGetValue(name, out var original))
            return original;
        if (name.Length > Module.Length + 1 && name.StartsWith(Module, StringComparison.Ordinal) && name[Module.Length] is ':' or '.')
            return _originals.GetValueOrDefault(name[(Module.Length + 1)..], name);
        return name;
    }

    private static bool IsTaken(string name) =>
        name.Length is > 0 and <= Longest && (char.IsAsciiLetter(name[0]) || name[0] == '_') && !name.AsSpan().ContainsAnyExcept(Allowed);

    private static string Change(string name)
    {
        var plain = string.Concat(name.Take(Longest - HashLength - 2).Select(c => Allowed.Contains(c) ? c : '_'));
        return $"_{plain}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..HashLength]}";
    }
}

using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>Names and ids within what OpenAI takes, and the way back for names.</summary>
internal sealed class ToolNames
{
    private const int LongestName = 64;
    private const int LongestId = 40;
    private const int HashLength = 8;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private readonly Dictionary<string, string> _originals = new(StringComparer.Ordinal);

    public string ForUpstream(string name)
    {
        if (name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(Allowed))
            return name;
        var plain = string.Concat(name.Take(LongestName - HashLength - 1).Select(c => Allowed.Contains(c) ? c : '_'));
        var changed = $"{plain}_{Hash(name)[..HashLength]}";
        _originals[changed] = name;
        return changed;
    }

    public string ForClient(string name) => _originals.GetValueOrDefault(name, name);

    /// <summary>Both sides of a call get the same id, so that nothing need be remembered.</summary>
    public static string Id(string id) => id.Length is > 0 and <= LongestId ? id : "call_" + Hash(id)[..32];

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

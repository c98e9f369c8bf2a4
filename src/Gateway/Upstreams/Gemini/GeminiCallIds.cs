using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>
/// Ids of an answer's calls. An id of Gemini's own is recognised when it comes back and is sent again. Where there is none, one is made
/// of the request and the call's place: the same request always gives the same ids, so that caches and pairs hold.
/// </summary>
internal sealed class GeminiCallIds(Func<ReadOnlyMemory<byte>> request)
{
    private const string Own = "gfc_";
    private const string Made = "gfx_";
    private const int Longest = 100;
    private const int MadeLength = 24;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private byte[]? _seed;

    public string ForClient(string? id)
    {
        var known = string.IsNullOrEmpty(id) || id.Length > Longest || id.AsSpan().ContainsAnyExcept(Allowed) ? null : Own + id;
        if (known is null || !_given.Add(known))
            _given.Add(known = Made + Make("call"));
        return known;
    }

    /// <summary>An id for a server tool's use, which nobody sends back.</summary>
    public string ForServerTool()
    {
        var id = "srvtoolu_" + Make("tool");
        _given.Add(id);
        return id;
    }

    /// <summary>The id as Gemini gave it; null where it gave none, or the call was made elsewhere.</summary>
    public static string? ForUpstream(string id) => id.StartsWith(Own, StringComparison.Ordinal) && id.Length > Own.Length ? id[Own.Length..] : null;

    private string Make(string kind)
    {
        _seed ??= SHA256.HashData(request().Span);
        Span<byte> input = stackalloc byte[_seed.Length + sizeof(int) + 4];
        _seed.CopyTo(input);
        BinaryPrimitives.WriteInt32LittleEndian(input[_seed.Length..], _given.Count);
        Encoding.ASCII.GetBytes(kind, input[(_seed.Length + sizeof(int))..]);
        return Convert.ToHexStringLower(SHA256.HashData(input))[..MadeLength];
    }
}

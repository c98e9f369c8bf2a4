using System;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Keeps the first half of a surrogate pair that stands at a string's end until the next string brings the other half.</summary>
internal sealed class SplitPair
{
    private const int EscapeLength = 6;
    private byte[] _half = [];

    public bool IsOpen => _half.Length > 0;

    /// <summary>The string to read now, in quotation marks: with the half that was kept, without one that has to wait.</summary>
    public byte[] Join(ReadOnlySpan<byte> escaped)
    {
        var kept = _half;
        _half = EndsInHalf(escaped) ? escaped[^EscapeLength..].ToArray() : [];
        return [(byte)'"', .. kept, .. escaped[..^_half.Length], (byte)'"'];
    }

    private static bool EndsInHalf(ReadOnlySpan<byte> escaped)
    {
        if (escaped.Length < EscapeLength || escaped[^6] != (byte)'\\' || escaped[^5] != (byte)'u' || (escaped[^4] | 0x20) != 'd' || !"89abAB"u8.Contains(escaped[^3]))
            return false;

        // An even number of backslashes before the u is text about an escape, not an escape.
        var before = escaped[..^5].LastIndexOfAnyExcept((byte)'\\');
        return (escaped.Length - 5 - before - 1) % 2 == 1;
    }
}

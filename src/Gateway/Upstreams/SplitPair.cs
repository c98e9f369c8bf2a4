using System;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Keeps the first half of a surrogate pair that stands at a string's end until the next string brings the other half.</summary>
internal sealed class SplitPair
{
    private const int EscapeLength = 6;
    private readonly byte[] _half = new byte[EscapeLength];
    private bool _isOpen;

    /// <summary>Whether the string that the reader stands on must be joined with what was kept, or has a half that must be.</summary>
    public bool Concerns(scoped in Utf8JsonReader reader) => _isOpen || (reader.ValueIsEscaped && EndsInHalf(reader.ValueSpan));

    /// <summary>The string to read now, escaped as it came: with the half that was kept, without one that has to wait.</summary>
    public ReadOnlySpan<byte> Join(scoped ReadOnlySpan<byte> escaped, ref byte[] buffer)
    {
        var kept = _isOpen ? EscapeLength : 0;
        var waiting = EndsInHalf(escaped) ? EscapeLength : 0;
        var length = kept + escaped.Length - waiting;
        if (buffer.Length < length)
            buffer = new byte[2 * length];
        _half.AsSpan(0, kept).CopyTo(buffer);
        escaped[..^waiting].CopyTo(buffer.AsSpan(kept));
        escaped[^waiting..].CopyTo(_half);
        _isOpen = waiting > 0;
        return buffer.AsSpan(0, length);
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

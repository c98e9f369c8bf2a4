using System;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>
/// Most chunks of a stream differ from the one before in one text alone. Where all around that text is the same, byte for byte, it says
/// what it said before, and need not be read again.
/// </summary>
internal sealed class RepeatedChunk
{
    private byte[] _around = [];
    private int _before;
    private int _length;

    /// <summary>Keeps what stands around a chunk's only text.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="start">Where its text begins, with the quotation mark.</param>
    /// <param name="length">How long that is, quotation marks included.</param>
    public void Keep(ReadOnlySpan<byte> chunk, int start, int length)
    {
        _before = start;
        _length = chunk.Length - length;
        if (_around.Length < _length)
            _around = new byte[2 * _length];
        chunk[..start].CopyTo(_around);
        chunk[(start + length)..].CopyTo(_around.AsSpan(start));
    }

    public void Forget() => _length = 0;

    /// <summary>The text of a chunk that is the same as the kept one around it, in its quotation marks; empty where it is another one.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> chunk)
    {
        var behind = _length - _before;
        if (_length == 0 || chunk.Length <= _length || !chunk.StartsWith(_around.AsSpan(0, _before)) || !chunk.EndsWith(_around.AsSpan(_before, behind)))
            return default;
        var text = chunk[_before..^behind];
        return IsText(text) ? text : default;
    }

    // Nobody but the JSON reader says whether it is a good one. An empty text is not the same: what follows may count then.
    private static bool IsText(ReadOnlySpan<byte> text)
    {
        if (text.Length <= 2 || text[0] != (byte)'"')
            return false;
        var rest = text[1..];
        while (rest.IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var at)
        {
            if (rest[at] == (byte)'"')
                return at == rest.Length - 1;
            if (at + 2 > rest.Length)
                return false;
            rest = rest[(at + 2)..];
        }

        return false;
    }
}

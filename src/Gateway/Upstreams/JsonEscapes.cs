using System;
using System.Buffers.Text;
using System.Text;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>
/// Takes the escapes out of JSON strings. Half a surrogate pair, which some upstreams send when they cut their text by UTF-16 units,
/// becomes a replacement character rather than an error.
/// </summary>
internal static class JsonEscapes
{
    private const int UnicodeLength = 6;

    /// <param name="escaped">What stands between the quotes of a string that a JSON reader has taken for one.</param>
    /// <param name="text">Where to; never longer.</param>
    /// <returns>How long the text is.</returns>
    public static int Remove(ReadOnlySpan<byte> escaped, Span<byte> text)
    {
        var written = 0;
        for (var plain = escaped.IndexOf((byte)'\\'); plain >= 0; plain = escaped.IndexOf((byte)'\\'))
        {
            escaped[..plain].CopyTo(text[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped[1] == (byte)'u')
            {
                written += Character(escaped, out var length).EncodeToUtf8(text[written..]);
                escaped = escaped[length..];
            }
            else
            {
                text[written++] = Single(escaped[1]);
                escaped = escaped[2..];
            }
        }

        escaped.CopyTo(text[written..]);
        return written + escaped.Length;
    }

    private static Rune Character(ReadOnlySpan<byte> escaped, out int length)
    {
        length = UnicodeLength;
        var unit = Unit(escaped);
        if (char.IsHighSurrogate(unit) && escaped.Length >= 2 * UnicodeLength && escaped[6] == (byte)'\\' && escaped[7] == (byte)'u' && Unit(escaped[UnicodeLength..]) is var low && char.IsLowSurrogate(low))
        {
            length = 2 * UnicodeLength;
            return new Rune(unit, low);
        }

        return char.IsSurrogate(unit) ? Rune.ReplacementChar : new Rune(unit);
    }

    private static char Unit(ReadOnlySpan<byte> escaped) => Utf8Parser.TryParse(escaped[2..UnicodeLength], out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';

    private static byte Single(byte letter) => letter switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => letter,
    };
}

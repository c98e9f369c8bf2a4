using System;
using System.Buffers;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Escapes ASCII within a JSON string exactly as the encoder of <see cref="JsonOptions.Write"/> does, run by run instead of byte by byte.</summary>
internal static class AsciiEscapes
{
    private const int Longest = 6;
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\t\n\v\f\r\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\"\\\u007F"u8);

    public static void Add(ReadOnlySpan<byte> ascii, IBufferWriter<byte> output)
    {
        for (var at = ascii.IndexOfAny(Special); at >= 0; at = ascii.IndexOfAny(Special))
        {
            var place = output.GetSpan(at + Longest);
            ascii[..at].CopyTo(place);
            output.Advance(at + Escape(ascii[at], place[at..]));
            ascii = ascii[(at + 1)..];
        }

        output.Write(ascii);
    }

    private static int Escape(byte b, Span<byte> place)
    {
        var letter = b switch
        {
            (byte)'"' or (byte)'\\' => b,
            (byte)'\b' => (byte)'b',
            (byte)'\f' => (byte)'f',
            (byte)'\n' => (byte)'n',
            (byte)'\r' => (byte)'r',
            (byte)'\t' => (byte)'t',
            _ => (byte)0,
        };
        place[0] = (byte)'\\';
        place[1] = letter;
        if (letter != 0)
            return 2;
        "u00"u8.CopyTo(place[1..]);
        place[4] = Digit(b >> 4);
        place[5] = Digit(b & 0xF);
        return Longest;
    }

    private static byte Digit(int value) => (byte)(value < 10 ? '0' + value : 'A' + value - 10);
}

using System;
using System.Buffers;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Escapes ASCII within a JSON string exactly as the encoder of <see cref="JsonOptions.Write"/> does, for less.</summary>
internal static class AsciiEscapes
{
    private const int Longest = 6;

    // No more of the output is asked for at once than a few pieces of text need.
    private const int LongestStep = 256;

    public static void Add(ReadOnlySpan<byte> ascii, IBufferWriter<byte> output)
    {
        while (!ascii.IsEmpty)
        {
            var step = ascii[..Math.Min(ascii.Length, LongestStep)];
            output.Advance(Add(step, output.GetSpan(Longest * step.Length)));
            ascii = ascii[step.Length..];
        }
    }

    private static int Add(ReadOnlySpan<byte> ascii, Span<byte> place)
    {
        var written = 0;
        foreach (var b in ascii)
        {
            if (b is < (byte)' ' or (byte)'"' or (byte)'\\' or 0x7F)
                written += Escape(b, place[written..]);
            else
                place[written++] = b;
        }

        return written;
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

using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// How many tokens a text is at most likely to be. Prose has about four bytes a token and counts three. Ids, hashes and data have far
/// fewer, for tokenizers part words, numbers and signs: there every such piece counts, and long ones more than once.
/// </summary>
internal static class TextTokens
{
    private const double AsciiBytesPerToken = 3.0;
    private const double PerCharacter = 1.2;
    private const double PerSymbol = 3.0;

    internal const byte Lower = 0;
    internal const byte Upper = 1;
    internal const byte Digit = 2;
    internal const byte Space = 3;
    internal const byte Sign = 4;
    private const int Whole = 60;

    /// <summary>Sixtieths of a token for a byte of one kind (column) behind one of another (row); then nothing, up to twice sixteen.</summary>
    internal static ReadOnlySpan<byte> Costs =>
    [
        10, Whole, Whole, 0, Whole,
        10, 30, Whole, 0, Whole,
        Whole, Whole, 20, 0, Whole,
        Whole, Whole, Whole, 6, Whole,
        Whole, Whole, Whole, 0, 36,
        0, 0, 0, 0, 0, 0, 0,
    ];

    private static readonly byte[] Kinds = AllKinds();

    public static double Of(ReadOnlySpan<byte> utf8)
    {
        var others = 0.0;
        var ascii = 0;
        long pieces = 0;
        int last = Space;
        while (!utf8.IsEmpty)
        {
            // Long texts are most of a conversation, and most of them is ASCII.
            var plain = AsciiPieces.Count(utf8, ref last, ref pieces);
            ascii += plain;
            utf8 = utf8[plain..];
            var rest = Math.Min(utf8.Length, AsciiPieces.Step);
            foreach (var b in utf8[..rest])
            {
                if (b < 0x80)
                {
                    int kind = Kinds[b];
                    pieces += Costs[(last * 5) + kind];
                    last = kind;
                    ascii++;
                }
                else if (b >= 0xC0)
                {
                    others += b >= 0xF0 ? PerSymbol : PerCharacter;
                    last = Space;
                }
            }

            utf8 = utf8[rest..];
        }

        return Math.Max(ascii / AsciiBytesPerToken, pieces / (double)Whole) + others;
    }

    private static byte[] AllKinds()
    {
        var kinds = new byte[0x80];
        for (var c = '\0'; c < kinds.Length; c++)
            kinds[c] = (byte)(char.IsAsciiLetterLower(c) ? Lower : char.IsAsciiLetterUpper(c) ? Upper : char.IsAsciiDigit(c) ? Digit : c <= ' ' ? Space : Sign);
        return kinds;
    }
}

using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Adds up <see cref="TextTokens.Costs"/>, sixteen bytes at a time, for as long as a text is ASCII.</summary>
internal static class AsciiPieces
{
    /// <summary>How many bytes are taken at a time.</summary>
    public const int Step = 16;

    // Of sixteen bits, of which a step adds at most twice sixty.
    private const int MostSteps = 256;

    /// <summary>Returns how many bytes were counted: a multiple of <see cref="Step"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="last">The kind of the byte before it; then that of the last one that was counted.</param>
    /// <param name="pieces">What is added to.</param>
    public static int Count(ReadOnlySpan<byte> text, ref int last, ref long pieces)
    {
        if (!Vector128.IsHardwareAccelerated || text.Length < Step)
            return 0;
        ref var start = ref MemoryMarshal.GetReference(text);
        var few = Vector128.Create(TextTokens.Costs[..Step]);
        var many = Vector128.Create(TextTokens.Costs[Step..]);
        var sum = Vector128<ushort>.Zero;
        var (at, steps) = (0, 0);
        for (; at <= text.Length - Step; at += Step)
        {
            var bytes = Vector128.LoadUnsafe(ref start, (nuint)at);
            if (bytes.ExtractMostSignificantBits() != 0)
                break;
            var kinds = Kinds(bytes);
            var before = Vector128.Shuffle(kinds, Vector128.Create((byte)0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)).WithElement(0, (byte)last);
            var pair = before + before + before + before + before + kinds;

            // A place beyond a table's end counts nothing, so each pair counts in one of the two.
            var (low, high) = Vector128.Widen(Vector128.Shuffle(few, pair) + Vector128.Shuffle(many, pair - Vector128.Create((byte)Step)));
            sum += low + high;
            last = kinds[Step - 1];
            if (++steps % MostSteps == 0)
                Flush(ref sum, ref pieces);
        }

        Flush(ref sum, ref pieces);
        return at;
    }

    private static void Flush(ref Vector128<ushort> sum, ref long pieces)
    {
        var (low, high) = Vector128.Widen(sum);
        pieces += Vector128.Sum(low + high);
        sum = Vector128<ushort>.Zero;
    }

    private static Vector128<byte> Kinds(Vector128<byte> bytes)
    {
        var kinds = Vector128.Create(TextTokens.Sign);
        kinds = Vector128.ConditionalSelect(IsWithin(bytes, 'a', 'z'), Vector128.Create(TextTokens.Lower), kinds);
        kinds = Vector128.ConditionalSelect(IsWithin(bytes, 'A', 'Z'), Vector128.Create(TextTokens.Upper), kinds);
        kinds = Vector128.ConditionalSelect(IsWithin(bytes, '0', '9'), Vector128.Create(TextTokens.Digit), kinds);
        return Vector128.ConditionalSelect(IsWithin(bytes, '\0', ' '), Vector128.Create(TextTokens.Space), kinds);
    }

    private static Vector128<byte> IsWithin(Vector128<byte> bytes, char first, char last) =>
        Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)first), Vector128.Create((byte)(last - first)));
}

using System;
using System.Linq;
using System.Text;
using ClaudeDesktop.Gateway.Messages;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

/// <summary>A text's tokens are counted many bytes at a time, and come to what they come to byte by byte.</summary>
public sealed class TextTokensTests
{
    private static readonly string[] Pieces = ["the quick brown fox ", "MixedCase", "0123456789", "    ", "{\"a\":[1,2]}", "\\n\\t", "é", "漢字", "🙂", "\u007F", "A", "z", "9", "_"];

    [Fact]
    public void A_text_counts_the_same_in_steps_as_byte_by_byte()
    {
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => Pieces[random.Next(Pieces.Length)])));
            Assert.Equal(ByteByByte(text), TextTokens.Of(text), 9);
        }
    }

    [Fact]
    public void A_long_text_is_no_more_than_its_parts()
    {
        var sentence = Encoding.UTF8.GetBytes("A line of 16 chr");
        var text = Enumerable.Repeat(sentence, 100_000).SelectMany(part => part).ToArray();
        Assert.Equal(ByteByByte(text), TextTokens.Of(text), 6);
    }

    private static double ByteByByte(byte[] text)
    {
        var (last, ascii, pieces, others) = (3, 0, 0L, 0.0);
        foreach (var b in text)
        {
            if (b < 0x80)
            {
                var kind = b is >= (byte)'a' and <= (byte)'z' ? 0 : b is >= (byte)'A' and <= (byte)'Z' ? 1 : b is >= (byte)'0' and <= (byte)'9' ? 2 : b <= ' ' ? 3 : 4;
                pieces += TextTokens.Costs[(last * 5) + kind];
                (last, ascii) = (kind, ascii + 1);
            }
            else if (b >= 0xC0)
            {
                (last, others) = (3, others + (b >= 0xF0 ? 3.0 : 1.2));
            }
        }

        return Math.Max(ascii / 3.0, pieces / 60.0) + others;
    }
}

using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>
/// Cuts reasoning out of a conversation that another upstream gave and this gateway signed: Anthropic refuses what it did not sign
/// itself. Every other byte stays.
/// </summary>
internal static class OwnThinking
{
    private const int BlockDepth = 4;

    private static ReadOnlySpan<byte> Instead => "{\"type\":\"text\",\"text\":\"[reasoning of another model]\"}"u8;

    public static bool IsIn(ReadOnlySpan<byte> body) => body.IndexOf("\"cdps.1."u8) >= 0;

    public static PooledBuffer Cut(ReadOnlySpan<byte> body)
    {
        var output = new PooledBuffer();
        var written = 0;
        foreach (var (start, end, replace) in Cuts(body))
        {
            output.Append(body[written..start]);
            if (replace)
                output.Append(Instead);
            written = end;
        }

        output.Append(body[written..]);
        return output;
    }

    private static List<(int Start, int End, bool Replace)> Cuts(ReadOnlySpan<byte> body)
    {
        var cuts = new List<(int Start, int End, bool Replace)>();
        var blocks = new List<(int Start, int End, bool IsOurs)>();
        var reader = new Utf8JsonReader(body, JsonOptions.Read);
        var (inMessages, inContent) = (false, false);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                inMessages = reader.ValueTextEquals("messages"u8);
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3)
                inContent = inMessages && reader.ValueTextEquals("content"u8);
            else if (inContent && reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == BlockDepth)
                blocks.Add(ReadBlock(ref reader));
            else if (inContent && reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == BlockDepth - 1)
                Collect(blocks, cuts);
        }

        return cuts;
    }

    private static (int Start, int End, bool IsOurs) ReadBlock(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        var isOurs = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSignature = reader.ValueTextEquals("signature"u8);
            reader.Read();
            isOurs |= isSignature && reader.TokenType == JsonTokenType.String && ThinkingSignature.IsOurs(reader.ValueSpan);
            reader.Skip();
        }

        return (start, (int)reader.BytesConsumed, isOurs);
    }

    // A cut takes the comma before its block with it, or the one behind it where nothing that stays comes before.
    private static void Collect(List<(int Start, int End, bool IsOurs)> blocks, List<(int Start, int End, bool Replace)> cuts)
    {
        if (blocks.Count > 0 && blocks.TrueForAll(block => block.IsOurs))
        {
            cuts.Add((blocks[0].Start, blocks[^1].End, true));
        }
        else
        {
            var first = blocks.FindIndex(block => !block.IsOurs);
            if (first > 0)
                cuts.Add((blocks[0].Start, blocks[first].Start, false));
            for (var i = first + 1; i > 0 && i < blocks.Count; i++)
            {
                if (blocks[i].IsOurs)
                    cuts.Add((blocks[i - 1].End, blocks[i].End, false));
            }
        }

        blocks.Clear();
    }
}

using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Cuts the billing header out of a request to somebody who only speaks as Anthropic does. Every other byte stays.</summary>
internal static class BillingCut
{
    private const int BlockDepth = 2;

    public static bool IsWanted(Uri upstream, ReadOnlySpan<byte> body) => !IsAnthropic(upstream.Host) && body.IndexOf("x-anthropic-billing-header:"u8) >= 0;

    public static PooledBuffer Cut(ReadOnlySpan<byte> body)
    {
        var cut = new JsonCut();
        var reader = new Utf8JsonReader(RequestDocument.Readable(body), JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSystem = reader.ValueTextEquals("system"u8);
            reader.Read();
            if (isSystem && reader.TokenType == JsonTokenType.StartArray)
                CutBlocks(ref reader, cut);
            else if (isSystem && reader.TokenType == JsonTokenType.String)
                CutLine(ref reader, cut);
            else
                reader.Skip();
        }

        return cut.Apply(body);
    }

    private static bool IsAnthropic(string host) =>
        host.Equals("anthropic.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".anthropic.com", StringComparison.OrdinalIgnoreCase);

    private static void CutBlocks(ref Utf8JsonReader reader, JsonCut cut)
    {
        var blocks = new List<(int Start, int End, bool IsCut)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            var isCut = reader.TokenType == JsonTokenType.StartObject && IsBilling(ref reader, cut);
            reader.Skip();
            blocks.Add((start, (int)reader.BytesConsumed, isCut));
        }

        cut.AddElements(blocks);
    }

    // A block that says something else as well only loses its first line.
    private static bool IsBilling(ref Utf8JsonReader reader, JsonCut cut)
    {
        var isBilling = false;
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == BlockDepth))
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            var isText = reader.ValueTextEquals("text"u8);
            reader.Read();
            if (isText && reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && BillingHeader.Begins(text))
            {
                isBilling = BillingHeader.Rest(text).IsEmpty;
                if (!isBilling)
                    CutLine(ref reader, cut);
            }

            reader.Skip();
        }

        return isBilling;
    }

    private static void CutLine(ref Utf8JsonReader reader, JsonCut cut)
    {
        if (reader.GetString() is not { } text || !BillingHeader.Begins(text))
            return;
        cut.Add((int)reader.TokenStartIndex, (int)reader.BytesConsumed, Quoted(BillingHeader.Rest(text)));
    }

    private static byte[] Quoted(ReadOnlySpan<char> text) => [(byte)'"', .. JsonEncodedText.Encode(text, JsonOptions.Write.Encoder).EncodedUtf8Bytes, (byte)'"'];
}

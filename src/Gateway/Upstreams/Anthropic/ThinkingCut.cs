using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>
/// Cuts reasoning out of a conversation: what another upstream gave and this gateway signed, since Anthropic refuses what it did not
/// sign itself; or all of it, once Anthropic has refused its own. Signatures of Anthropic's are never looked into.
/// </summary>
internal static class ThinkingCut
{
    private const int BlockDepth = 4;

    private static ReadOnlySpan<byte> Instead => "{\"type\":\"text\",\"text\":\"[reasoning of another model]\"}"u8;

    public static bool HasOurs(ReadOnlySpan<byte> body) => body.IndexOf("\"cdps.1."u8) >= 0;

    public static PooledBuffer CutOurs(ReadOnlySpan<byte> body) => Find(body, IsOurs).Apply(body);

    /// <summary>The body without any reasoning; null where it has none.</summary>
    public static PooledBuffer? CutAll(ReadOnlySpan<byte> body) => Cut(body, static (in reader, part) => IsOurs(in reader, part) || part == ThinkingPart.Type);

    /// <summary>The body without the reasoning that is known to be another account's; null where there is none.</summary>
    public static PooledBuffer? CutForeign(ReadOnlySpan<byte> body, SignatureOwners owners, ulong account) =>
        Cut(body, (in reader, part) => part is ThinkingPart.Signature or ThinkingPart.Data && owners.IsForeign(SignatureOwners.Mark(in reader), account));

    private delegate bool Question(in Utf8JsonReader reader, ThinkingPart part);

    private static bool IsOurs(in Utf8JsonReader reader, ThinkingPart part) => part == ThinkingPart.Signature && ThinkingSignature.IsOurs(reader.ValueSpan);

    private static PooledBuffer? Cut(ReadOnlySpan<byte> body, Question isCut) => Find(body, isCut) is { IsEmpty: false } cut ? cut.Apply(body) : null;

    private static JsonCut Find(ReadOnlySpan<byte> body, Question isCutFor)
    {
        var cut = new JsonCut();
        var blocks = new List<(int Start, int End, bool IsCut)>();
        var reader = new Utf8JsonReader(RequestDocument.Readable(body), JsonOptions.Read);
        var (inMessages, inContent) = (false, false);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                inMessages = reader.ValueTextEquals("messages"u8);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3)
            {
                inContent = inMessages && reader.ValueTextEquals("content"u8);
            }
            else if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == BlockDepth - 1)
            {
                // Content that is no list holds no blocks.
                inContent = false;
            }
            else if (inContent && reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == BlockDepth)
            {
                blocks.Add(ReadBlock(ref reader, isCutFor));
            }
            else if (inContent && reader.TokenType == JsonTokenType.EndArray && reader.CurrentDepth == BlockDepth - 1)
            {
                cut.AddElements(blocks, Instead);
                blocks.Clear();
            }
        }

        return cut;
    }

    private static (int Start, int End, bool IsCut) ReadBlock(ref Utf8JsonReader reader, Question isCutFor)
    {
        var start = (int)reader.TokenStartIndex;
        var isCut = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = reader.ValueTextEquals("signature"u8) ? ThinkingPart.Signature
                : reader.ValueTextEquals("data"u8) ? ThinkingPart.Data
                : reader.ValueTextEquals("type"u8) ? ThinkingPart.Type
                : ThinkingPart.None;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                if (part == ThinkingPart.Type && !(reader.ValueTextEquals("thinking"u8) || reader.ValueTextEquals("redacted_thinking"u8)))
                    part = ThinkingPart.None;
                isCut |= part != ThinkingPart.None && isCutFor(in reader, part);
            }

            reader.Skip();
        }

        return (start, (int)reader.BytesConsumed, isCut);
    }
}

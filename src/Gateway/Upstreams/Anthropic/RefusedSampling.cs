using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Newer models take no sampling parameters. Where the upstream says so, the request goes once more without them.</summary>
internal static partial class RefusedSampling
{
    /// <summary>The body without sampling parameters; null where they are not what was refused.</summary>
    public static PooledBuffer? Cut(int status, ReadOnlyMemory<byte> failure, ReadOnlyMemory<byte> body)
    {
        if (status != 400 || UpstreamErrorText.Read(failure).Message is not { } message || !Wording().IsMatch(message))
            return null;
        var cut = new JsonCut();
        cut.AddElements(Members(body.Span));
        return cut.IsEmpty ? null : cut.Apply(body.Span);
    }

    private static List<(int Start, int End, bool IsCut)> Members(ReadOnlySpan<byte> body)
    {
        var members = new List<(int Start, int End, bool IsCut)>();
        var reader = new Utf8JsonReader(RequestDocument.Readable(body), JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var isCut = reader.ValueTextEquals("temperature"u8) || reader.ValueTextEquals("top_p"u8) || reader.ValueTextEquals("top_k"u8);
            reader.Read();
            reader.Skip();
            members.Add((start, (int)reader.BytesConsumed, isCut));
        }

        return members;
    }

    // A value out of range is the client's mistake, and stays one.
    [GeneratedRegex(@"\b(temperature|top_p|top_k)\b.*\b(deprecated|not supported|unsupported|not permitted|not allowed|not available)\b|\b(unsupported|unknown)\b.*\b(temperature|top_p|top_k)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Wording();
}

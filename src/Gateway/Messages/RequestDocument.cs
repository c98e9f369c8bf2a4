using System;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// A request's JSON, of which every string can be read. Clients that cut text by UTF-16 units send halves of characters, which is
/// JSON but no text: these become U+FFFD, as they would on any screen.
/// </summary>
internal static class RequestDocument
{
    private const int EscapeLength = 6;

    public static JsonDocument Parse(ReadOnlyMemory<byte> json) => JsonDocument.Parse(Mend(json.Span) ?? json, JsonOptions.Document);

    /// <summary>The same JSON with every string readable, and every byte at its place.</summary>
    public static ReadOnlySpan<byte> Readable(ReadOnlySpan<byte> json) => Mend(json) ?? json;

    public static ReadOnlyMemory<byte> Readable(ReadOnlyMemory<byte> json) => Mend(json.Span) ?? json;

    private static byte[]? Mend(ReadOnlySpan<byte> text)
    {
        // Most texts have none, and to look for that is far cheaper than to look at every escape.
        if (text.IndexOf("\\ud"u8) < 0 && text.IndexOf("\\uD"u8) < 0)
            return null;
        byte[]? copy = null;
        for (var at = NextEscape(text, 0); at >= 0; at = NextEscape(text, at))
        {
            if (text[at + 1] != (byte)'u')
            {
                at += 2;
                continue;
            }

            if (IsHigh(text[at..]) && IsLow(text[(at + EscapeLength)..]))
                at += EscapeLength;
            else if (IsHigh(text[at..]) || IsLow(text[at..]))
                "fffd"u8.CopyTo((copy ??= text.ToArray()).AsSpan(at + 2));
            at += EscapeLength;
        }

        return copy;
    }

    private static int NextEscape(ReadOnlySpan<byte> text, int from)
    {
        var next = text[from..].IndexOf((byte)'\\');
        return next < 0 ? -1 : from + next;
    }

    private static bool IsHigh(ReadOnlySpan<byte> escape) => IsSurrogate(escape) && "89abAB"u8.Contains(escape[3]);

    private static bool IsLow(ReadOnlySpan<byte> escape) => IsSurrogate(escape) && "cdefCDEF"u8.Contains(escape[3]);

    private static bool IsSurrogate(ReadOnlySpan<byte> escape) => escape.Length >= EscapeLength && escape.StartsWith("\\u"u8) && (escape[2] | 0x20) == 'd';
}

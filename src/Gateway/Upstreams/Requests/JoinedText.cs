using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>
/// Writes texts as one JSON string. What the client has escaped is copied as it stands: a conversation is long, and reading its texts only
/// to escape them again would be most of the work.
/// </summary>
internal static class JoinedText
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RequestPart> texts, string separator = "", string prefix = "", string suffix = "")
    {
        if (texts.Count == 1 && prefix.Length + suffix.Length + texts[0].Prefix.Length == 0 && texts[0].Value is { } only)
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(only), skipInputValidation: true);
        else if (AnyEscaped(texts))
            WriteEscaped(json, texts, separator, prefix, suffix);
        else
            WriteSegments(json, texts, separator, prefix, suffix);
    }

    private static bool AnyEscaped(IReadOnlyList<RequestPart> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (Inside(texts[i]).Contains((byte)'\\'))
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> Inside(in RequestPart text) => text.Value is { } value ? JsonMarshal.GetRawUtf8Value(value)[1..^1] : default;

    private static void WriteEscaped(Utf8JsonWriter json, IReadOnlyList<RequestPart> texts, string separator, string prefix, string suffix)
    {
        using var whole = new PooledBuffer();
        whole.Append("\""u8);
        Append(whole, prefix);
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                Append(whole, separator);
            Append(whole, texts[i].Prefix);
            whole.Append(Inside(texts[i]));
        }

        Append(whole, suffix);
        whole.Append("\""u8);
        json.WriteRawValue(whole.Span, skipInputValidation: true);
    }

    private static void Append(PooledBuffer whole, string text)
    {
        if (text.Length > 0)
            whole.Append(JsonEncodedText.Encode(text, JsonOptions.Write.Encoder).EncodedUtf8Bytes);
    }

    // Without a second copy, since this is the way of images and documents.
    private static void WriteSegments(Utf8JsonWriter json, IReadOnlyList<RequestPart> texts, string separator, string prefix, string suffix)
    {
        Segment(json, prefix);
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                Segment(json, separator);
            Segment(json, texts[i].Prefix);
            json.WriteStringValueSegment(Inside(texts[i]), isFinalSegment: false);
        }

        json.WriteStringValueSegment(Encoding.UTF8.GetBytes(suffix), isFinalSegment: true);
    }

    // One value's segments must all be of one encoding.
    private static void Segment(Utf8JsonWriter json, string text)
    {
        if (text.Length > 0)
            json.WriteStringValueSegment(Encoding.UTF8.GetBytes(text), isFinalSegment: false);
    }
}

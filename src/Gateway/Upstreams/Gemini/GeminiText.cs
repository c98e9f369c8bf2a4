using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Writes texts as one JSON string, piece by piece.</summary>
internal static class GeminiText
{
    public static void Write(Utf8JsonWriter json, string property, IReadOnlyList<RequestPart> texts, string separator, string prefix = "", string suffix = "")
    {
        json.WritePropertyName(property);
        Segment(json, prefix);
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                Segment(json, separator);
            Segment(json, texts[i]);
        }

        json.WriteStringValueSegment(Encoding.UTF8.GetBytes(suffix), isFinalSegment: true);
    }

    public static bool IsEmpty(in RequestPart part) =>
        part.Kind == RequestPartKind.Text && part.Prefix.Length == 0 && (part.Value is not { } value || value.ValueEquals(""u8));

    private static void Segment(Utf8JsonWriter json, in RequestPart part)
    {
        Segment(json, part.Prefix);
        if (part.Value is not { } value)
            return;
        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (raw.IndexOf((byte)'\\') >= 0)
            Segment(json, value.GetString()!);
        else
            json.WriteStringValueSegment(raw, isFinalSegment: false);
    }

    private static void Segment(Utf8JsonWriter json, string text)
    {
        if (text.Length > 0)
            json.WriteStringValueSegment(Encoding.UTF8.GetBytes(text), isFinalSegment: false);
    }
}

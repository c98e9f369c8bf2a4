using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Writes texts as one JSON string, piece by piece.</summary>
internal static class GeminiText
{
    public static void Write(Utf8JsonWriter json, string property, IReadOnlyList<RequestPart> texts, string separator, string prefix = "", string suffix = "")
    {
        json.WritePropertyName(property);
        JoinedText.Write(json, texts, separator, prefix, suffix);
    }

    public static bool IsEmpty(in RequestPart part) =>
        part.Kind == RequestPartKind.Text && part.Prefix.Length == 0 && (part.Value is not { } value || value.ValueEquals(""u8));
}

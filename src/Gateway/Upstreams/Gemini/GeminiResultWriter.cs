using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Writes a call's result. Media go into it where the model can read them there, else into parts right behind it.</summary>
internal static class GeminiResultWriter
{
    public static void Write(Utf8JsonWriter json, in RequestBlock call, in RequestBlock? result, GeminiDialect dialect)
    {
        var parts = new List<RequestPart>();
        if (result is { } known)
            GeminiParts.AddAll(parts, known.Children);
        else
            parts.Add(RequestParts.Text("No result was recorded for this call."));
        var media = parts.FindAll(part => part.Kind != RequestPartKind.Text);
        var texts = parts.FindAll(part => part.Kind == RequestPartKind.Text);
        if (media.Count > 0 && (texts.Count == 0 || !dialect.Model.IsThird))
            texts.Add(RequestParts.Text(dialect.Model.IsThird ? "[See the attached media.]" : $"[{media.Count} attached below]"));

        json.WriteStartObject();
        json.WriteStartObject("functionResponse"u8);
        if (GeminiCallIds.ForUpstream(call.Element.Text("id") ?? "") is { } id)
            json.WriteString("id"u8, id);
        json.WriteString("name"u8, dialect.Names.ForUpstream(call.Element.Text("name") ?? ""));
        json.WriteStartObject("response"u8);
        GeminiText.Write(json, result is not { } found || found.Element.Is("is_error", true) ? "error" : "output", texts, "\n");
        json.WriteEndObject();
        if (dialect.Model.IsThird && media.Count > 0)
            WriteParts(json, media);
        json.WriteEndObject();
        json.WriteEndObject();
        if (dialect.Model.IsThird)
            return;
        foreach (var part in media)
            GeminiParts.Write(json, part);
    }

    private static void WriteParts(Utf8JsonWriter json, List<RequestPart> media)
    {
        json.WriteStartArray("parts"u8);
        foreach (var part in media)
        {
            json.WriteStartObject();
            GeminiParts.WriteMedia(json, part);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

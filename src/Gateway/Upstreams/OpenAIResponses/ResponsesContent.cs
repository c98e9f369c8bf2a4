using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Writes text, images and files as the Responses API has them.</summary>
internal static class ResponsesContent
{
    public static void WriteInstructions(Utf8JsonWriter json, IEnumerable<RequestBlock> system, bool always)
    {
        var texts = SystemTexts.Of(system);
        if (texts.Count > 0 || always)
            ChatContentWriter.WriteText(json, texts, "\n\n", property: "instructions");
    }

    /// <summary>The parts that a user or a tool gives. OpenAI fetches documents by address itself.</summary>
    public static void Add(List<RequestPart> parts, in RequestBlock block)
    {
        if (block.Type == "document" && block.Element.Find("source") is { } source && source.Text("type") == "url" && source.Find("url") is { ValueKind: JsonValueKind.String } address)
            parts.Add(new RequestPart(RequestPartKind.File, "", address));
        else
            RequestParts.Add(parts, block);
    }

    public static void Write(Utf8JsonWriter json, string property, List<RequestPart> parts)
    {
        json.WriteStartArray(property);
        foreach (var part in parts)
            WritePart(json, part);
        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, in RequestPart part)
    {
        json.WriteStartObject();
        switch (part.Kind)
        {
            case RequestPartKind.Text:
                json.WriteString("type"u8, "input_text"u8);
                ChatContentWriter.WriteValue(json, "text", part);
                break;
            case RequestPartKind.Image:
                json.WriteString("type"u8, "input_image"u8);
                json.WriteString("detail"u8, "auto"u8);
                ChatContentWriter.WriteValue(json, "image_url", part);
                break;
            case RequestPartKind.File when part.Prefix.Length == 0:
                json.WriteString("type"u8, "input_file"u8);
                ChatContentWriter.WriteValue(json, "file_url", part);
                break;
            default:
                json.WriteString("type"u8, "input_file"u8);
                json.WriteString("filename"u8, FileName(part));
                ChatContentWriter.WriteValue(json, "file_data", part);
                break;
        }

        json.WriteEndObject();
    }

    // The upstream tells the kind of a file by its name's ending.
    private static string FileName(in RequestPart part) =>
        part.Prefix.Contains("application/pdf", StringComparison.Ordinal) && !part.Name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? part.Name + ".pdf" : part.Name;
}

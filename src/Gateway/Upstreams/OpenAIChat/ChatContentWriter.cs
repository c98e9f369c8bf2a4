using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Writes a message's content: plain text where it can, since not every upstream takes a list of parts.</summary>
internal static class ChatContentWriter
{
    public static void Write(Utf8JsonWriter json, List<RequestPart> parts, CacheMarks marks = CacheMarks.None)
    {
        if (parts.TrueForAll(part => part.Kind == RequestPartKind.Text && (part.Cache is null || marks == CacheMarks.None)))
        {
            WriteText(json, parts, "\n\n");
            return;
        }

        json.WriteStartArray("content"u8);
        foreach (var part in parts)
            WritePart(json, part, marks);
        json.WriteEndArray();
    }

    /// <summary>Joins texts without building the whole string.</summary>
    public static void WriteText(Utf8JsonWriter json, IReadOnlyList<RequestPart> texts, string separator, string prefix = "", string property = "content")
    {
        json.WritePropertyName(property);
        JoinedText.Write(json, texts, separator, prefix);
    }

    /// <summary>Joins texts into one part that ends what is worth caching.</summary>
    public static void WriteMarked(Utf8JsonWriter json, IReadOnlyList<RequestPart> texts, string separator, string prefix, JsonElement cache, CacheMarks marks)
    {
        json.WriteStartArray("content"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "text"u8);
        WriteText(json, texts, separator, prefix, "text");
        WriteMark(json, cache, marks);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteMark(Utf8JsonWriter json, JsonElement cache, CacheMarks marks)
    {
        if (marks == CacheMarks.CacheControl)
        {
            json.WritePropertyName("cache_control"u8);
            cache.WriteTo(json);
        }
        else if (marks == CacheMarks.Breakpoint)
        {
            json.WriteStartObject("prompt_cache_breakpoint"u8);
            json.WriteString("mode"u8, "explicit"u8);
            json.WriteEndObject();
        }
    }

    private static void WritePart(Utf8JsonWriter json, in RequestPart part, CacheMarks marks)
    {
        json.WriteStartObject();
        switch (part.Kind)
        {
            case RequestPartKind.Text:
                json.WriteString("type"u8, "text"u8);
                WriteValue(json, "text", part);
                break;
            case RequestPartKind.Image:
                json.WriteString("type"u8, "image_url"u8);
                json.WriteStartObject("image_url"u8);
                WriteValue(json, "url", part);
                json.WriteEndObject();
                break;
            default:
                json.WriteString("type"u8, "file"u8);
                json.WriteStartObject("file"u8);
                json.WriteString("filename"u8, part.Name);
                WriteValue(json, "file_data", part);
                json.WriteEndObject();
                break;
        }

        if (part.Cache is { } cache)
            WriteMark(json, cache, marks);
        json.WriteEndObject();
    }

    public static void WriteValue(Utf8JsonWriter json, string name, in RequestPart part)
    {
        json.WritePropertyName(name);
        JoinedText.Write(json, [part]);
    }
}

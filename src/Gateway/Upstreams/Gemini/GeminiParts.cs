using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Turns content blocks into what Gemini's parts can hold.</summary>
internal static class GeminiParts
{
    public static void AddAll(List<RequestPart> parts, IEnumerable<RequestBlock> blocks)
    {
        foreach (var block in blocks)
            Add(parts, block);
    }

    public static void Add(List<RequestPart> parts, in RequestBlock block)
    {
        switch (block.Type)
        {
            case "document" when block.Element.Find("source") is { } source && source.Text("type") == "url" && source.Find("url") is { } url:
                parts.Add(new RequestPart(RequestPartKind.File, "", url, block.Element.Text("title") ?? ""));
                break;
            case "web_search_tool_result":
                AddSearch(parts, block);
                break;
            case "server_tool_use" or "container_upload" or "mcp_tool_listing":
                break;
            case var type when type.EndsWith("_tool_result", StringComparison.Ordinal) && type != "mcp_tool_result":
                break;
            case "mcp_tool_use":
                break;
            case "mcp_tool_result":
                AddAll(parts, block.Children);
                break;
            default:
                RequestParts.Add(parts, block);
                break;
        }
    }

    public static void Write(Utf8JsonWriter json, in RequestPart part, string? signature = null)
    {
        json.WriteStartObject();
        if (part.Kind == RequestPartKind.Text)
            GeminiText.Write(json, "text", [part], "");
        else
            WriteMedia(json, part);
        if (signature is not null)
            json.WriteString("thoughtSignature"u8, signature);
        json.WriteEndObject();
    }

    /// <summary>Writes an image or a file into an open part.</summary>
    public static void WriteMedia(Utf8JsonWriter json, in RequestPart part)
    {
        if (part.Prefix.Length > 0)
        {
            json.WriteStartObject("inlineData"u8);
            json.WriteString("mimeType"u8, part.Prefix["data:".Length..^";base64,".Length]);
            GeminiText.Write(json, "data", [part with { Kind = RequestPartKind.Text, Prefix = "" }], "");
        }
        else
        {
            json.WriteStartObject("fileData"u8);
            if (GeminiMediaType.Of(part) is { } type)
                json.WriteString("mimeType"u8, type);
            GeminiText.Write(json, "fileUri", [part], "");
        }

        json.WriteEndObject();
    }

    // What was found was another upstream's; its words are in the answer's text, its addresses are kept.
    private static void AddSearch(List<RequestPart> parts, in RequestBlock block)
    {
        if (block.Element.Find("content") is not { ValueKind: JsonValueKind.Array } results)
            return;
        var found = results.EnumerateArray().Where(result => result.Text("url") is not null).Select(result => $"\n{result.Text("title")}: {result.Text("url")}");
        parts.Add(RequestParts.Text("[Found on the web]" + string.Concat(found)));
    }
}

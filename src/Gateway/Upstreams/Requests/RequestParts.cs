using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>Turns content blocks into what a user's or a tool's message can hold.</summary>
internal static class RequestParts
{
    public static void Add(List<RequestPart> parts, in RequestBlock block)
    {
        var before = parts.Count;
        AddContent(parts, block);
        if (parts.Count > before && block.Element.Find("cache_control") is { ValueKind: JsonValueKind.Object } cache)
            parts[^1] = parts[^1] with { Cache = cache };
    }

    private static void AddContent(List<RequestPart> parts, in RequestBlock block)
    {
        switch (block.Type)
        {
            case "text":
                if (!block.IsBlankText)
                    parts.Add(Text("", block.TextValue));
                break;
            case "image":
                parts.Add(Image(block));
                break;
            case "document":
                AddDocument(parts, block);
                break;
            case "search_result":
                parts.Add(Text($"{block.Element.Text("title")}\n{block.Element.Text("source")}"));
                AddAll(parts, block.Children);
                break;
            case "tool_reference":
                parts.Add(Text($"Tool {block.Element.Text("tool_name")} is now available."));
                break;
            case "browser_state":
                AssistantText.AddStrings(parts, block.Element);
                break;
            case "compaction":
                AddAll(parts, block.Children);
                break;
            case "tool_result":
                parts.Add(Text($"[Result of the earlier tool call {block.Element.Text("tool_use_id")}]"));
                AddAll(parts, block.Children);
                break;
            case "thinking" or "redacted_thinking" or "tool_addition" or "tool_removal" or "fallback":
                break;
            default:
                throw block.Unmappable($"a '{block.Type}' block cannot be sent to this provider.");
        }
    }

    public static void AddAll(List<RequestPart> parts, IEnumerable<RequestBlock> blocks)
    {
        foreach (var block in blocks)
            Add(parts, block);
    }

    public static RequestPart Text(string prefix, JsonElement? value = null) => new(RequestPartKind.Text, prefix, value);

    private static RequestPart Image(in RequestBlock block)
    {
        var source = block.Element.Find("source");
        return source?.Text("type") switch
        {
            "base64" when source?.Find("data") is { ValueKind: JsonValueKind.String } data =>
                new RequestPart(RequestPartKind.Image, $"data:{source?.Text("media_type") ?? "image/png"};base64,", data),
            "url" when source?.Find("url") is { ValueKind: JsonValueKind.String } url => new RequestPart(RequestPartKind.Image, "", url),
            var other => throw block.Unmappable($"an image with a '{other}' source cannot be sent to this provider; use base64 or url."),
        };
    }

    private static void AddDocument(List<RequestPart> parts, in RequestBlock block)
    {
        var title = block.Element.Text("title");
        var context = block.Element.Text("context");
        if (context is not null)
            parts.Add(Text(context));
        var source = block.Element.Find("source");
        switch (source?.Text("type"))
        {
            case "base64" when source?.Find("data") is { ValueKind: JsonValueKind.String } data:
                var media = source?.Text("media_type") ?? "application/pdf";
                parts.Add(new RequestPart(RequestPartKind.File, $"data:{media};base64,", data, title ?? "document.pdf"));
                break;
            case "text" when source?.Find("data") is { ValueKind: JsonValueKind.String } text:
                parts.Add(Text(title is null ? "" : title + "\n\n", text));
                break;
            case "content":
                if (title is not null)
                    parts.Add(Text(title));
                AddAll(parts, RequestBlock.Content(source!.Value, "content", block.Path + ".source"));
                break;
            case var other:
                throw block.Unmappable($"a document with a '{other}' source cannot be sent to this provider; use base64 or text.");
        }
    }
}

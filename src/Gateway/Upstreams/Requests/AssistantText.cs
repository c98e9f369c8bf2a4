using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>
/// What an assistant turn says, as text. Reasoning is left out, and so are calls of tools that ran at Anthropic; what those tools
/// found stays.
/// </summary>
internal static class AssistantText
{
    private static readonly string[] Telling = ["title", "url", "text", "stdout", "stderr", "content", "data", "error_message"];

    public static List<RequestPart> Of(List<RequestBlock> blocks)
    {
        var parts = new List<RequestPart>();
        foreach (var block in blocks)
        {
            if (block.Type.EndsWith("_tool_result", System.StringComparison.Ordinal))
                AddStrings(parts, block.Element.Find("content"));
            else if (block.Type is "text" or "compaction" or "search_result" or "document")
                RequestParts.Add(parts, block);
        }

        parts.RemoveAll(part => part.Kind != RequestPartKind.Text);
        return parts;
    }

    /// <summary>Adds the strings that a person would read, and none of those that only Anthropic can.</summary>
    public static void AddStrings(List<RequestPart> parts, JsonElement? value)
    {
        switch (value)
        {
            case { ValueKind: JsonValueKind.String } text when text.ValueEquals("") is false:
                parts.Add(RequestParts.Text("", text));
                break;
            case { ValueKind: JsonValueKind.Array } list:
                foreach (var item in list.EnumerateArray())
                    AddStrings(parts, item);
                break;
            case { ValueKind: JsonValueKind.Object } members when members.Text("type") is not "base64":
                foreach (var member in members.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.String || System.Array.Exists(Telling, member.NameEquals)))
                    AddStrings(parts, member.Value);
                break;
            default:
                break;
        }
    }
}

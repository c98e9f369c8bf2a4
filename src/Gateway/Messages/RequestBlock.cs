using System.Collections.Generic;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>A content block of a request. Text that stands in place of a list of blocks is one text block.</summary>
internal readonly struct RequestBlock
{
    private RequestBlock(JsonElement element, string path)
    {
        Element = element;
        Path = path;
        Type = element.ValueKind == JsonValueKind.String ? "text" : element.Text("type") ?? "";
    }

    public JsonElement Element { get; }

    /// <summary>Where the block stands, as errors name it: <c>messages.3.content.0</c>.</summary>
    public string Path { get; }

    public string Type { get; }

    /// <summary>The JSON string that holds a text block's text.</summary>
    public JsonElement? TextValue => Element.ValueKind == JsonValueKind.String ? Element : Element.Find("text") is { ValueKind: JsonValueKind.String } text ? text : null;

    public string Text => TextValue?.GetString() ?? "";

    public bool IsBlankText => Type == "text" && (TextValue is not { } text || text.ValueEquals(""u8));

    public static IEnumerable<RequestBlock> Content(JsonElement owner, string property, string path = "")
    {
        if (owner.Find(property) is not { } content)
            yield break;
        var here = path.Length == 0 ? property : $"{path}.{property}";
        if (content.ValueKind == JsonValueKind.String)
        {
            yield return new RequestBlock(content, here);
            yield break;
        }

        if (content.ValueKind != JsonValueKind.Array)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{here}: must be a string or an array of content blocks."));
        var index = 0;
        foreach (var element in content.EnumerateArray())
        {
            if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{here}.{index}: must be a content block."));
            yield return new RequestBlock(element, $"{here}.{index++}");
        }
    }

    public IEnumerable<RequestBlock> Children => Content(Element, "content", Path);

    public AnthropicErrorException Unmappable(string why) => new(AnthropicError.InvalidRequest($"{Path}: {why}"));
}

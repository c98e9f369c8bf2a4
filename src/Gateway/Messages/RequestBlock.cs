using System.Collections.Generic;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>A content block of a request. Text that stands in place of a list of blocks is one text block.</summary>
internal readonly struct RequestBlock
{
    private const int Alone = -1;
    private readonly string _owner;
    private readonly string _property;
    private readonly int _index;

    private RequestBlock(JsonElement element, string owner, string property, int index = Alone)
    {
        Element = element;
        (_owner, _property, _index) = (owner, property, index);
        Type = element.ValueKind == JsonValueKind.String ? "text" : TypeOf(element);
    }

    public JsonElement Element { get; }

    /// <summary>Where the block stands, as errors name it: <c>messages.3.content.0</c>.</summary>
    public string Path => _index == Alone ? List(_owner, _property) : $"{List(_owner, _property)}.{_index}";

    public string Type { get; }

    /// <summary>The JSON string that holds a text block's text.</summary>
    public JsonElement? TextValue => Element.ValueKind == JsonValueKind.String ? Element : Element.Find("text") is { ValueKind: JsonValueKind.String } text ? text : null;

    public string Text => TextValue?.GetString() ?? "";

    public bool IsBlankText => Type == "text" && (TextValue is not { } text || text.ValueEquals(""u8));

    public static IEnumerable<RequestBlock> Content(JsonElement owner, string property, string path = "")
    {
        if (owner.Find(property) is not { } content)
            yield break;
        if (content.ValueKind == JsonValueKind.String)
        {
            yield return new RequestBlock(content, path, property);
            yield break;
        }

        if (content.ValueKind != JsonValueKind.Array)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{List(path, property)}: must be a string or an array of content blocks."));
        var index = 0;
        foreach (var element in content.EnumerateArray())
        {
            if (element.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{List(path, property)}.{index}: must be a content block."));
            yield return new RequestBlock(element, path, property, index++);
        }
    }

    public IEnumerable<RequestBlock> Children => Content(Element, "content", Path);

    /// <summary>Whether it is the very same block of the request.</summary>
    public bool Is(in RequestBlock other) => _index == other._index && _property == other._property && _owner == other._owner;

    public AnthropicErrorException Unmappable(string why) => new(AnthropicError.InvalidRequest($"{Path}: {why}"));

    private static string List(string owner, string property) => owner.Length == 0 ? property : $"{owner}.{property}";

    // A conversation is made of very few kinds, over and over.
    private static string TypeOf(JsonElement element) => element.Find("type") switch
    {
        not { ValueKind: JsonValueKind.String } => "",
        { } type when type.ValueEquals("text"u8) => "text",
        { } type when type.ValueEquals("tool_use"u8) => "tool_use",
        { } type when type.ValueEquals("tool_result"u8) => "tool_result",
        { } type when type.ValueEquals("thinking"u8) => "thinking",
        { } type => type.GetString()!,
    };
}

using System.Collections.Generic;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>A request of Anthropic's Messages API. Fields that it does not name are none of ours, and fail nothing.</summary>
internal readonly struct MessageRequest(JsonElement root)
{
    public JsonElement Root { get; } = root;

    public IEnumerable<RequestBlock> System => RequestBlock.Content(Root, "system");

    public bool Stream => Root.Find("stream") is { ValueKind: JsonValueKind.True };

    public int? MaxTokens => Root.Find("max_tokens") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var tokens) ? tokens : null;

    public double? Temperature => Number("temperature");

    public double? TopP => Number("top_p");

    public int? TopK => Root.Find("top_k") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var tokens) ? tokens : null;

    public string? UserId => Root.Find("metadata")?.Text("user_id");

    /// <summary>How hard to think: low, medium, high, xhigh or max.</summary>
    public string? Effort => Root.Find("output_config")?.Text("effort");

    /// <summary>enabled, adaptive, between_tools or disabled.</summary>
    public string? Thinking => Root.Find("thinking")?.Text("type");

    public int? ThinkingBudget => Root.Find("thinking")?.Find("budget_tokens") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var tokens) ? tokens : null;

    /// <summary>The format that the answer must have, where it must have one.</summary>
    public JsonElement? OutputFormat => Root.Find("output_config")?.Find("format") ?? Root.Find("output_format");

    public JsonElement? ToolChoice => Root.Find("tool_choice");

    public bool OneToolAtATime => ToolChoice?.Find("disable_parallel_tool_use") is { ValueKind: JsonValueKind.True };

    public IReadOnlyList<JsonElement> Messages => Objects("messages");

    public IReadOnlyList<JsonElement> Tools => Objects("tools");

    public IReadOnlyList<JsonElement> StopSequences => Root.Find("stop_sequences") is { ValueKind: JsonValueKind.Array } found ? [.. found.EnumerateArray()] : [];

    private double? Number(string name) => Root.Find(name) is not { ValueKind: JsonValueKind.Number } number ? null
        : number.TryGetDouble(out var value) && double.IsFinite(value) ? value
        : throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{name}: is beyond all numbers."));

    private List<JsonElement> Objects(string name)
    {
        var objects = new List<JsonElement>();
        if (Root.Find(name) is not { } found)
            return objects;
        if (found.ValueKind != JsonValueKind.Array)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{name}: must be an array."));
        foreach (var element in found.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw new AnthropicErrorException(AnthropicError.InvalidRequest($"{name}.{objects.Count}: must be an object."));
            objects.Add(element);
        }

        return objects;
    }
}

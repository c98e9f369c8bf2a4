using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Live;

/// <summary>What one event of an answer tells.</summary>
internal sealed record ProbeEvent
{
    public static ProbeEvent Nothing { get; } = new();

    /// <summary>The model that answers, where it says so.</summary>
    public string? Model { get; init; }

    /// <summary>Whether it carries a part of the answer.</summary>
    public bool HasContent { get; init; }

    public string? Said { get; init; }

    /// <summary>The tool that is called.</summary>
    public string? Tool { get; init; }

    /// <summary>A part of the call's arguments.</summary>
    public string? Arguments { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>Whether results of a web search are in it.</summary>
    public bool HasSearched { get; init; }

    /// <summary>Whether the answer ended for want of tokens.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether the answer is complete with it.</summary>
    public bool IsEnd { get; init; }

    /// <summary>What went wrong, where it says so.</summary>
    public string? Error { get; init; }

    public static ProbeEvent Failure(JsonElement data) => new() { Error = UpstreamWords.Message(data) ?? "it failed without a word." };

    public static JsonElement? Find(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    public static string? Text(JsonElement element, string name) => Find(element, name) is { } found ? JsonString.Of(found) : null;

    public static long? Number(JsonElement? element, string name) =>
        element is { } owner && Find(owner, name) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt64(out var value) ? value : null;

    /// <summary>The first item of a list.</summary>
    public static JsonElement First(JsonElement element, string name) =>
        Find(element, name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : default;
}

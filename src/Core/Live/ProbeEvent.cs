using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Live;

/// <summary>What one event of an answer tells.</summary>
/// <param name="Model">The model that answers, where it says so.</param>
/// <param name="HasContent">Whether it carries a part of the answer.</param>
/// <param name="IsEnd">Whether the answer is complete with it.</param>
/// <param name="Error">What went wrong, where it says so.</param>
internal sealed record ProbeEvent(string? Model = null, bool HasContent = false, bool IsEnd = false, string? Error = null)
{
    public static ProbeEvent Nothing { get; } = new();

    public static ProbeEvent Failure(JsonElement data) => new(Error: UpstreamWords.Message(data) ?? "it failed without a word.");

    public static JsonElement? Find(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    public static string? Text(JsonElement element, string name) => Find(element, name) is { } found ? JsonString.Of(found) : null;
}

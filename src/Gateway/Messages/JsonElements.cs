using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Reading JSON that somebody else wrote: a member of another kind counts as missing.</summary>
internal static class JsonElements
{
    /// <summary>A member, unless it is missing or null.</summary>
    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Find(name) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    public static bool Is(this JsonElement element, string name, bool value) => element.Find(name)?.ValueKind == (value ? JsonValueKind.True : JsonValueKind.False);
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>
/// One page of a list of models, in whatever shape it comes: <c>data</c> as Anthropic and OpenAI have it, <c>models</c> as Gemini and
/// Ollama have it, or a bare array.
/// </summary>
/// <param name="Models">The models that can answer.</param>
/// <param name="NextQuery">The query of the next page; null on the last one.</param>
internal sealed record ModelPage(IReadOnlyList<UpstreamModel> Models, string? NextQuery)
{
    private static readonly string[] Context = ["max_input_tokens", "context_length", "context_window", "inputTokenLimit", "max_model_len", "max_context_length"];
    private static readonly string[] Output = ["max_tokens", "max_output_tokens", "outputTokenLimit", "max_completion_tokens"];
    private static readonly string[] Inner = ["top_provider", "limits"];

    /// <returns>Null where it is no list of models.</returns>
    public static ModelPage? Read(JsonElement root, string provider)
    {
        var list = root.ValueKind == JsonValueKind.Array ? root : Find(root, "data") ?? Find(root, "models");
        if (list is not { ValueKind: JsonValueKind.Array } items)
            return null;
        return new ModelPage([.. items.EnumerateArray().Where(CanAnswer).Select(item => Model(item, provider)).OfType<UpstreamModel>()], Next(root));
    }

    /// <summary>The same page where the vendor says the key back in it.</summary>
    public ModelPage Without(string? key)
    {
        var redactor = Redactor.None.With(key);
        return this with { Models = [.. Models.Select(model => model with { Id = redactor.Of(model.Id), DisplayName = Of(model.DisplayName), OwnedBy = Of(model.OwnedBy) })] };

        string? Of(string? text) => text is null ? null : redactor.Of(text);
    }

    private static UpstreamModel? Model(JsonElement item, string provider)
    {
        var name = Text(item, "name");
        if ((Text(item, "id") ?? name) is not { Length: > 0 } id)
            return null;
        var shown = Text(item, "display_name") ?? Text(item, "displayName") ?? name;
        return new UpstreamModel
        {
            Id = id.StartsWith("models/", StringComparison.Ordinal) ? id.Remove(0, "models/".Length) : id,
            DisplayName = shown == id ? null : shown,
            ContextLength = Number(item, Context),
            MaxOutput = Number(item, Output),
            CallsTools = Has(Find(item, "capabilities"), "tools") ?? Has(Find(item, "supported_parameters"), "tools"),
            SeesImages = Has(Find(item, "capabilities"), "vision") ?? (Find(item, "architecture") is { } architecture ? Has(Find(architecture, "input_modalities"), "image") : null),
            CreatedAt = Time(item),
            OwnedBy = Text(item, "owned_by") ?? Text(item, "publisher"),
            Provider = provider,
        };
    }

    // Gemini lists what only embeds or draws as well.
    private static bool CanAnswer(JsonElement item) =>
        Find(item, "supportedGenerationMethods") is not { ValueKind: JsonValueKind.Array } methods
        || methods.EnumerateArray().Any(method => JsonString.Of(method) == "generateContent");

    private static string? Next(JsonElement root)
    {
        if (Text(root, "nextPageToken") is { Length: > 0 } token)
            return "pageToken=" + Uri.EscapeDataString(token);
        return Find(root, "has_more") is { ValueKind: JsonValueKind.True } && Text(root, "last_id") is { Length: > 0 } last ? "after_id=" + Uri.EscapeDataString(last) : null;
    }

    // Null where there is no such list, which says nothing.
    private static bool? Has(JsonElement? list, string name) =>
        list is { ValueKind: JsonValueKind.Array } names ? names.EnumerateArray().Any(item => JsonString.Of(item) == name) : null;

    private static long? Number(JsonElement item, string[] names) =>
        names.Select(name => Number(item, name)).FirstOrDefault(number => number is not null)
        ?? Inner.SelectMany(inner => names.Select(name => Find(item, inner) is { } part ? Number(part, name) : null)).FirstOrDefault(number => number is not null);

    private static long? Number(JsonElement item, string name) =>
        Find(item, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) && value > 0 ? value : null;

    private static DateTimeOffset? Time(JsonElement item)
    {
        if (Number(item, "created") is { } seconds && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return (Text(item, "created_at") ?? Text(item, "modified_at")) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    private static string? Text(JsonElement item, string name) => Find(item, name) is { } found ? JsonString.Of(found) : null;

    private static JsonElement? Find(JsonElement item, string name) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var found) ? found : null;
}

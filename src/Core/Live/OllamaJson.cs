using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Live;

/// <summary>Reads what an Ollama says of its models.</summary>
internal static class OllamaJson
{
    private const string Setting = "num_ctx";

    public static IReadOnlyList<OllamaModel> List(JsonElement root) =>
        ProbeEvent.Find(root, "models") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Where(item => Name(item) is { Length: > 0 }).Select(item => Model(item, Name(item)!))]
            : [];

    public static OllamaModel Show(JsonElement root, string name)
    {
        var info = ProbeEvent.Find(root, "model_info");
        return Model(root, name) with
        {
            ContextLength = info is { ValueKind: JsonValueKind.Object } known
                ? known.EnumerateObject().Where(item => item.Name.EndsWith(".context_length", StringComparison.Ordinal)).Select(item => item.Value.ValueKind == JsonValueKind.Number && item.Value.TryGetInt64(out var tokens) ? tokens : (long?)null).FirstOrDefault()
                : null,
            ContextSetting = ProbeEvent.Text(root, "parameters") is { } parameters ? Parameter(parameters) : null,
        };
    }

    /// <summary>The tokens that a model is loaded with now; null where it is not.</summary>
    public static long? Loaded(JsonElement root, string name) =>
        ProbeEvent.Find(root, "models") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(item => Name(item) is { } loaded && OllamaServer.IsSame(loaded, name)).Select(item => ProbeEvent.Number(item, "context_length")).FirstOrDefault(tokens => tokens > 0)
            : null;

    private static string? Name(JsonElement item) => ProbeEvent.Text(item, "name") ?? ProbeEvent.Text(item, "model");

    private static OllamaModel Model(JsonElement item, string name)
    {
        var capabilities = ProbeEvent.Find(item, "capabilities") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(JsonString.Of).ToList() : null;
        return new OllamaModel
        {
            Name = name,
            Size = ProbeEvent.Number(item, "size") ?? 0,
            IsCloud = ProbeEvent.Text(item, "remote_model") is { Length: > 0 } || OllamaServer.IsCloud(name),
            CallsTools = capabilities?.Contains("tools"),
            SeesImages = capabilities?.Contains("vision"),
            Answers = capabilities?.Contains("completion"),
        };
    }

    // One "name   value" a line.
    private static long? Parameter(string parameters)
    {
        foreach (var line in parameters.Split('\n'))
        {
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 2 && parts[0] == Setting && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var tokens))
                return tokens;
        }

        return null;
    }
}

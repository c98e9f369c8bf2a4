using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>One schema together with all that it refers to and is composed of, as if it had been written in one place.</summary>
internal sealed class SchemaView
{
    private const int MostSources = 32;
    private readonly List<JsonElement> _sources = [];

    public SchemaView(JsonElement root, JsonElement schema) => Add(root, schema);

    public bool IsNullable => TypeNames().Contains("null") || _sources.Exists(source => source.Is("nullable", true))
        || Values("enum").Any(value => value.ValueKind == JsonValueKind.Null) || AllChoices().Any(IsNull);

    public JsonElement? Find(string name) => _sources.Select(source => source.Find(name)).FirstOrDefault(found => found is not null);

    /// <summary>The types in Gemini's words; more than one where it may be either.</summary>
    public List<string> Types()
    {
        var named = TypeNames().Where(type => type != "null").Select(type => type.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        if (named.Count > 0 || Choices().Count > 0)
            return named;
        if (Properties().Count > 0)
            return ["OBJECT"];
        return Find("items") is not null || Find("prefixItems") is not null ? ["ARRAY"] : [Find("const") is { } only ? TypeOf(only) : "STRING"];
    }

    public List<JsonElement> Choices() => [.. AllChoices().Where(choice => !IsNull(choice))];

    /// <summary>The texts that are allowed; Gemini knows no other constants, and no empty ones.</summary>
    public List<string> Enum()
    {
        var values = Find("const") is { } only ? [only] : Values("enum").ToList();
        return values.Exists(value => value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            ? []
            : [.. values.Where(value => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0).Select(value => value.GetString()!).Distinct(StringComparer.Ordinal)];
    }

    public double? Minimum()
    {
        if (Find("minimum") is { ValueKind: JsonValueKind.Number } minimum)
            return minimum.GetDouble();
        if (Find("exclusiveMinimum") is not { ValueKind: JsonValueKind.Number } above)
            return null;
        return TypeNames().SequenceEqual(["integer"]) ? Math.Floor(above.GetDouble()) + 1 : above.GetDouble();
    }

    public List<JsonProperty> Properties() =>
    [
        .. _sources.Select(source => source.Find("properties")).Where(found => found is { ValueKind: JsonValueKind.Object })
            .SelectMany(found => found!.Value.EnumerateObject()).DistinctBy(property => property.Name, StringComparer.Ordinal),
    ];

    public IEnumerable<string> Required() => Values("required").Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).Distinct(StringComparer.Ordinal);

    private static bool IsNull(JsonElement choice) => choice.Text("type") == "null";

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "NUMBER",
        JsonValueKind.True or JsonValueKind.False => "BOOLEAN",
        JsonValueKind.Object => "OBJECT",
        JsonValueKind.Array => "ARRAY",
        _ => "STRING",
    };

    private void Add(JsonElement root, JsonElement schema)
    {
        if (schema.ValueKind != JsonValueKind.Object || _sources.Count >= MostSources || _sources.Exists(known => JsonElement.DeepEquals(known, schema)))
            return;
        _sources.Add(schema);
        if (schema.Text("$ref") is { } reference && Resolve(root, reference) is { } target)
            Add(root, target);
        if (schema.Find("allOf") is { ValueKind: JsonValueKind.Array } all)
        {
            foreach (var part in all.EnumerateArray())
                Add(root, part);
        }
    }

    private static JsonElement? Resolve(JsonElement root, string reference)
    {
        if (reference != "#" && !reference.StartsWith("#/", StringComparison.Ordinal))
            return null;
        JsonElement? found = root;
        foreach (var step in reference.Split('/').Skip(1))
            found = found?.Find(Uri.UnescapeDataString(step).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        return found;
    }

    private IEnumerable<string> TypeNames() => Find("type") switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Where(type => type.ValueKind == JsonValueKind.String).Select(type => type.GetString()!),
        _ => [],
    };

    private IEnumerable<JsonElement> AllChoices() => Values("anyOf").Concat(Values("oneOf"));

    private IEnumerable<JsonElement> Values(string name) =>
        _sources.Select(source => source.Find(name)).Where(found => found is { ValueKind: JsonValueKind.Array }).SelectMany(found => found!.Value.EnumerateArray());
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Holds JSON against a JSON schema: as many of its words as the project's own schemas use, and no word is passed over.</summary>
internal sealed class SchemaCheck(JsonElement schema)
{
    private static readonly string[] Remarks = ["$schema", "$defs", "title", "description"];

    public IEnumerable<string> Problems(JsonElement value) => Problems(schema, value, "$");

    private IEnumerable<string> Problems(JsonElement rules, JsonElement value, string path) =>
        rules.EnumerateObject().Where(rule => !Remarks.Contains(rule.Name)).SelectMany(rule => Problems(rules, rule, value, path));

    private IEnumerable<string> Problems(JsonElement rules, JsonProperty rule, JsonElement value, string path) => rule.Name switch
    {
        "$ref" => Problems(Definition(rule.Value.GetString()!), value, path),
        "type" => When(!IsOfType(rule.Value.GetString()!, value), $"{path} is no {rule.Value}"),
        "enum" => When(!rule.Value.EnumerateArray().Any(item => JsonElement.DeepEquals(item, value)), $"{path} is '{value}'"),
        "pattern" => When(value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, rule.Value.GetString()!), $"{path} is '{value}'"),
        "minItems" => When(value.ValueKind == JsonValueKind.Array && value.GetArrayLength() < rule.Value.GetInt32(), $"{path} is too short"),
        "items" when value.ValueKind == JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Problems(rule.Value, item, $"{path}[{index}]")),
        "required" => rule.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path} has no {name}"),
        "properties" => value.EnumerateObject().Where(item => rule.Value.TryGetProperty(item.Name, out _))
            .SelectMany(item => Problems(rule.Value.GetProperty(item.Name), item.Value, $"{path}.{item.Name}")),
        "additionalProperties" => value.EnumerateObject().Where(item => !rules.GetProperty("properties").TryGetProperty(item.Name, out _)).Select(item => $"{path} has '{item.Name}'"),
        _ => throw new NotSupportedException($"The schema says '{rule.Name}', which this check does not know."),
    };

    private JsonElement Definition(string reference) => schema.GetProperty("$defs").GetProperty(reference["#/$defs/".Length..]);

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => string.Equals(type, value.ValueKind.ToString(), StringComparison.OrdinalIgnoreCase),
    };

    private static string[] When(bool wrong, string problem) => wrong ? [problem] : [];
}

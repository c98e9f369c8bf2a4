using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>What a request of one format may hold. Means what <c>checking.mjs</c> beside the generator says.</summary>
internal sealed class FieldList(JsonElement description)
{
    private readonly JsonElement _types = description.GetProperty("types");

    public List<FieldProblem> Check(JsonElement request) => [.. Problems(description.GetProperty("root"), request, "$")];

    private IEnumerable<FieldProblem> Problems(JsonElement schema, JsonElement value, string path)
    {
        var known = Resolved(schema);
        return Type(known) switch
        {
            "any" => [],
            "union" => OfUnion(known, value, path),
            "array" when Kind(value) == "array" => value.EnumerateArray().SelectMany((item, n) => Problems(known.GetProperty("items"), item, $"{path}[{n}]")),
            "object" when Kind(value) == "object" => OfObject(known, value, path),
            var type when type != Kind(value) => [Wrong(path, type, value)],
            _ => OfPrimitive(known, value, path),
        };
    }

    private static IEnumerable<FieldProblem> OfPrimitive(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("values", out var values) && !values.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            yield return new FieldProblem(path, $"{value.GetRawText()} is not one of {values.GetRawText()}");
    }

    private IEnumerable<FieldProblem> OfObject(JsonElement schema, JsonElement value, string path)
    {
        foreach (var member in value.EnumerateObject())
        {
            var inner = $"{path}.{member.Name}";
            var found = schema.GetProperty("members").TryGetProperty(member.Name, out var known) || schema.TryGetProperty("others", out known)
                ? Problems(known, member.Value, inner)
                : [new FieldProblem(inner, "unknown member")];
            foreach (var problem in found)
                yield return problem;
        }

        foreach (var name in Required(schema).Where(name => !value.TryGetProperty(name, out _)))
            yield return new FieldProblem($"{path}.{name}", "missing");
    }

    /// <summary>Right if one alternative is; else the complaints of the one that comes closest.</summary>
    private List<FieldProblem> OfUnion(JsonElement schema, JsonElement value, string path)
    {
        var all = schema.GetProperty("of").EnumerateArray().Select(Resolved).ToList();
        var told = all.FindAll(one => Type(one) == "any" || Type(one) == Kind(value));
        if (told.Count == 0)
            return [Wrong(path, string.Join(" or ", all.Select(Type)), value)];
        if (schema.TryGetProperty("discriminator", out var discriminator) && Kind(value) == "object")
        {
            var name = discriminator.GetString()!;
            told = told.FindAll(one => value.TryGetProperty(name, out var says)
                ? !Problems(one.GetProperty("members").GetProperty(name), says, "").Any()
                : !Required(one).Contains(name));
            if (told.Count == 0)
                return [new FieldProblem($"{path}.{name}", "tells no known object")];
        }

        return told.Select(one => Problems(one, value, path).ToList()).MinBy(problems => problems.Count)!;
    }

    private JsonElement Resolved(JsonElement schema) => schema.TryGetProperty("ref", out var name) ? Resolved(_types.GetProperty(name.GetString()!)) : schema;

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];

    private static string Type(JsonElement schema) => schema.GetProperty("type").GetString()!;

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    private static FieldProblem Wrong(string path, string expected, JsonElement value) => new(path, $"{Kind(value)}, not {expected}");
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>
/// Writes a JSON Schema in the subset of OpenAPI's that Gemini's <c>parameters</c> take: references put in place, unknown keywords left
/// out, lists of types and constants said in other words. What it leaves out makes the schema wider, never narrower.
/// </summary>
internal sealed class OpenApiSchema(JsonElement root)
{
    private const int MostDepth = 24;
    private const int MostNodes = 4_000;

    private static readonly string[] Copied =
        ["title", "description", "default", "minItems", "maxItems", "minProperties", "maxProperties", "minLength", "maxLength", "pattern", "maximum"];

    private static readonly string[] Formats = ["date-time", "enum", "float", "double", "int32", "int64"];
    private int _nodes;

    public void Write(Utf8JsonWriter json) => Write(json, root, 0);

    private void Write(Utf8JsonWriter json, JsonElement schema, int depth)
    {
        json.WriteStartObject();
        if (depth > MostDepth || ++_nodes > MostNodes)
            json.WriteString("type"u8, "OBJECT"u8);
        else
            WriteMembers(json, new SchemaView(root, schema), depth);
        json.WriteEndObject();
    }

    private void WriteMembers(Utf8JsonWriter json, SchemaView view, int depth)
    {
        var types = view.Types();
        var choices = view.Choices();
        if (types.Count == 1)
            json.WriteString("type"u8, types[0]);
        if (view.IsNullable)
            json.WriteBoolean("nullable"u8, true);
        foreach (var name in Copied)
        {
            if (view.Find(name) is { } value)
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }

        if (view.Minimum() is { } minimum)
            json.WriteNumber("minimum"u8, minimum);
        if (view.Find("format") is { ValueKind: JsonValueKind.String } format && Formats.Contains(format.GetString()))
            json.WriteString("format"u8, format.GetString());
        WriteEnum(json, view);
        WriteProperties(json, view, depth);
        if (types is ["ARRAY"])
            WriteItems(json, view, depth);
        WriteChoices(json, choices, types, depth);
    }

    private static void WriteEnum(Utf8JsonWriter json, SchemaView view)
    {
        var values = view.Enum();
        if (values.Count == 0)
            return;
        json.WriteStartArray("enum"u8);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private void WriteProperties(Utf8JsonWriter json, SchemaView view, int depth)
    {
        var properties = view.Properties();
        if (properties.Count == 0)
            return;
        json.WriteStartObject("properties"u8);
        foreach (var property in properties)
        {
            json.WritePropertyName(property.Name);
            Write(json, property.Value, depth + 1);
        }

        json.WriteEndObject();
        var required = view.Required().Where(name => properties.Exists(property => property.NameEquals(name))).ToList();
        if (required.Count == 0)
            return;
        json.WriteStartArray("required"u8);
        required.ForEach(json.WriteStringValue);
        json.WriteEndArray();
    }

    // A list needs its items named; one of anything is taken for one of texts.
    private void WriteItems(Utf8JsonWriter json, SchemaView view, int depth)
    {
        json.WritePropertyName("items"u8);
        if (view.Find("items") is { ValueKind: JsonValueKind.Object } items && items.GetPropertyCount() > 0)
        {
            Write(json, items, depth + 1);
            return;
        }

        var places = (view.Find("prefixItems") ?? view.Find("items")) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        json.WriteStartObject();
        if (places.Count == 0)
            json.WriteString("type"u8, "STRING"u8);
        else
            WriteChoices(json, places, [], depth);
        json.WriteEndObject();
    }

    private void WriteChoices(Utf8JsonWriter json, List<JsonElement> choices, List<string> types, int depth)
    {
        if (choices.Count == 0 && types.Count < 2)
            return;
        json.WriteStartArray("anyOf"u8);
        foreach (var choice in choices)
            Write(json, choice, depth + 1);
        if (choices.Count == 0)
        {
            foreach (var type in types)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, type);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }
}

using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>A tool's input schema as OpenAI wants it: always an object with properties, and no <c>$schema</c>.</summary>
internal static class ToolSchema
{
    public static void Write(Utf8JsonWriter json, JsonElement? schema)
    {
        var isComposed = false;
        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        if (schema is { ValueKind: JsonValueKind.Object } known)
        {
            foreach (var member in known.EnumerateObject())
            {
                if (!member.NameEquals("$schema"u8) && !member.NameEquals("type"u8) && !IsEmptyProperties(member))
                    member.WriteTo(json);
            }

            isComposed = known.Find("anyOf") is not null || known.Find("oneOf") is not null || known.Find("allOf") is not null || known.Find("$ref") is not null;
        }

        if (schema?.Find("properties") is not { ValueKind: JsonValueKind.Object } && !isComposed)
        {
            json.WriteStartObject("properties"u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // Some clients write an empty object as null or as an empty list.
    private static bool IsEmptyProperties(JsonProperty member) => member.NameEquals("properties"u8) && member.Value.ValueKind != JsonValueKind.Object;
}

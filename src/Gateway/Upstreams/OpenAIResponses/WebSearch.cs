using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Anthropic's web search as OpenAI offers it.</summary>
internal static class WebSearch
{
    public static bool IsTool(string? type) => type?.StartsWith("web_search_", StringComparison.Ordinal) == true;

    public static void WriteTool(Utf8JsonWriter json, JsonElement tool)
    {
        if (HasAny(tool.Find("blocked_domains")))
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("tools: web_search.blocked_domains is not available at a provider of format OpenAIResponses; use allowed_domains."));
        json.WriteStartObject();
        json.WriteString("type"u8, "web_search"u8);
        if (tool.Find("allowed_domains") is { } allowed && HasAny(allowed))
        {
            json.WriteStartObject("filters"u8);
            json.WritePropertyName("allowed_domains"u8);
            allowed.WriteTo(json);
            json.WriteEndObject();
        }

        if (tool.Find("user_location") is { ValueKind: JsonValueKind.Object } place)
            WritePlace(json, place);
        json.WriteEndObject();
    }

    /// <summary>Forces a search where there are other tools: a hosted tool cannot be named as a function can.</summary>
    public static void WriteChoice(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, "allowed_tools"u8);
        json.WriteString("mode"u8, "required"u8);
        json.WriteStartArray("tools"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "web_search"u8);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, JsonElement place)
    {
        json.WriteStartObject("user_location"u8);
        json.WriteString("type"u8, "approximate"u8);
        foreach (var name in (ReadOnlySpan<string>)["city", "region", "country", "timezone"])
        {
            if (place.Text(name) is { } value)
                json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static bool HasAny(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } known && known.GetArrayLength() > 0;
}

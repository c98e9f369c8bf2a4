using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Routing;

/// <summary>A provider's routes as Anthropic's list of models. The upstream's own ids stay behind the gateway.</summary>
internal static class ModelList
{
    private const int LongContext = 1_000_000;

    public static void WriteAll(IBufferWriter<byte> output, Provider provider)
    {
        using var json = new Utf8JsonWriter(output, JsonOptions.Write);
        json.WriteStartObject();
        json.WriteStartArray("data"u8);
        foreach (var route in provider.Routes)
            Write(json, provider, route);
        json.WriteEndArray();
        json.WriteBoolean("has_more"u8, false);
        WriteId(json, "first_id", provider.Routes.Count > 0 ? provider.Routes[0].RouteId : null);
        WriteId(json, "last_id", provider.Routes.Count > 0 ? provider.Routes[^1].RouteId : null);
        json.WriteEndObject();
    }

    public static void WriteOne(IBufferWriter<byte> output, Provider provider, ModelRoute route)
    {
        using var json = new Utf8JsonWriter(output, JsonOptions.Write);
        Write(json, provider, route);
    }

    private static void Write(Utf8JsonWriter json, Provider provider, ModelRoute route)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "model"u8);
        json.WriteString("id"u8, route.RouteId);
        json.WriteString("display_name"u8, string.IsNullOrWhiteSpace(route.DisplayName) ? $"{provider.Name} {route.Role}" : route.DisplayName);
        json.WriteString("created_at"u8, (provider.CreatedAt ?? default).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        if (route.Supports1M)
        {
            json.WriteBoolean("supports1m"u8, true);
            json.WriteNumber("max_input_tokens"u8, LongContext);
        }

        json.WriteString("anthropic_family_tier"u8, ModelRoles.Family(route.Role));
        json.WriteBoolean("is_family_default"u8, IsFirstOfRole(provider.Routes, route));
        json.WriteEndObject();
    }

    private static bool IsFirstOfRole(IReadOnlyList<ModelRoute> routes, ModelRoute route) => ReferenceEquals(routes.First(other => other.Role == route.Role), route);

    private static void WriteId(Utf8JsonWriter json, string name, string? id)
    {
        if (id is null)
            json.WriteNull(name);
        else
            json.WriteString(name, id);
    }
}

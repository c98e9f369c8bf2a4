using System;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Providers;

/// <summary>What OpenRouter can be told about those whom it passes a request on to.</summary>
public static class OpenRouter
{
    private const string Host = "openrouter.ai";

    /// <summary>Whether an address is one of OpenRouter's.</summary>
    public static bool Is(Uri? address) =>
        address is { IsAbsoluteUri: true } && (address.Host.Equals(Host, StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith("." + Host, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a provider says anything of this.</summary>
    public static bool IsAsked(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.ProviderOrder.Count > 0 || provider.StrictProviderOrder || provider.DataPolicy is not null;
    }

    /// <summary>What goes into the body of each request; null where nothing does.</summary>
    public static byte[]? Body(Provider provider) => !IsAsked(provider) || !Is(provider.BaseUri) ? null : JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("provider");
        Write(writer, provider);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>A name as OpenRouter has it in its addresses, such as <c>anthropic</c> or <c>google-vertex/europe</c>.</summary>
    internal static bool IsSlug(string name) => name.Length is > 0 and <= 64 && name.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '/');

    private static void Write(Utf8JsonWriter writer, Provider provider)
    {
        if (provider.ProviderOrder.Count > 0)
        {
            writer.WriteStartArray("order");
            foreach (var name in provider.ProviderOrder)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        if (provider.StrictProviderOrder)
            writer.WriteBoolean("allow_fallbacks", false);
        if (provider.DataPolicy is { } policy)
            writer.WriteString("data_collection", policy == DataPolicy.Deny ? "deny" : "allow");
    }
}

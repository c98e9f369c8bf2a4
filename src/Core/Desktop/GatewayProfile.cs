using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ClaudeDesktop.Desktop.Credentials;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>What Claude Desktop should read: the keys of a profile that are ours. Every other key of the file is left alone.</summary>
public static class GatewayProfile
{
    /// <summary>What stands in for a key where the provider wants none: Claude Desktop refuses an empty one.</summary>
    internal const string NoKey = "none";

    /// <summary>The address at which a gateway on a port answers Claude Desktop. The literal address, since some versions refuse a name.</summary>
    public static string GatewayAddress(int port) => string.Format(CultureInfo.InvariantCulture, "http://127.0.0.1:{0}/claude-desktop", port);

    /// <summary>Where a profile for a provider points.</summary>
    internal static string Address(Provider provider, int gatewayPort) =>
        provider.Mode == ProviderMode.Mapped ? GatewayAddress(gatewayPort) : provider.BaseUri!.AbsoluteUri.TrimEnd('/');

    /// <summary>What Claude Desktop's picker shows for a route: never the upstream's own model id, unless the user typed it.</summary>
    public static string Label(Provider provider, ModelRoute route)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(route);
        return string.IsNullOrWhiteSpace(route.DisplayName) ? $"{provider.Name} {route.Role}" : route.DisplayName!.Trim();
    }

    /// <summary>The profile's text with our keys as this provider needs them, and all others as they were.</summary>
    /// <param name="before">The profile so far, or null where there is none.</param>
    /// <param name="provider">The provider to point at.</param>
    /// <param name="credential">The local token of a mapped provider, the key of a direct one or the helper that prints it.</param>
    /// <param name="gatewayPort">The local gateway's port.</param>
    internal static JsonText Write(JsonText? before, Provider provider, ProfileCredential credential, int gatewayPort)
    {
        var text = before ?? JsonText.EmptyObject;
        foreach (var (key, value) in Members(provider, credential, gatewayPort))
            text = value is { } raw ? text.Set(raw, key) : text.Remove(key);
        return text;
    }

    /// <summary>The profile's text without our keys; null where nothing else was in it.</summary>
    internal static JsonText? Clear(JsonText? before)
    {
        var text = before;
        foreach (var key in ProfileKeys.Ours)
            text = text?.Remove(key);
        return text is null || text.IsEmptyObject ? null : text;
    }

    private static IEnumerable<(string Key, byte[]? Value)> Members(Provider provider, ProfileCredential credential, int gatewayPort)
    {
        var isMapped = provider.Mode == ProviderMode.Mapped;
        var scheme = !isMapped && provider.AuthScheme == AuthScheme.XApiKey ? "x-api-key" : "bearer";
        yield return (ProfileKeys.Provider, JsonRaw.Text("gateway"));
        yield return (ProfileKeys.BaseUrl, JsonRaw.Text(Address(provider, gatewayPort)));
        yield return (ProfileKeys.AuthScheme, JsonRaw.Text(scheme));
        foreach (var member in credential.Members())
            yield return member;
        yield return (ProfileKeys.CustomHeaders, isMapped || provider.Headers.Count == 0 ? null : Headers(provider.Headers));
        yield return (ProfileKeys.Models, isMapped ? RouteModels(ModelPolicy.Offered(provider)) : DirectModels(provider.Models));
        yield return (ProfileKeys.ModelDiscovery, isMapped ? JsonRaw.False : null);
        yield return (ProfileKeys.DisableModeChooser, provider.KeepModeChooser ? null : JsonRaw.True);
        yield return (ProfileKeys.EgressAllowedHosts, provider.CoworkEgressAllowedHosts.Count == 0 ? null : Strings(provider.CoworkEgressAllowedHosts));
    }

    private static byte[] RouteModels(Provider provider) => JsonRaw.Write(writer =>
    {
        var shared = provider.Routes.GroupBy(route => route.Role).Where(group => group.Count() > 1).ToDictionary(group => group.Key, group => group.First());
        writer.WriteStartArray();
        foreach (var route in provider.Routes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", route.RouteId);
            writer.WriteString("labelOverride", Label(provider, route));
            writer.WriteString("anthropicFamilyTier", ModelRoles.Family(route.Role));
            if (shared.TryGetValue(route.Role, out var first) && ReferenceEquals(first, route))
                writer.WriteBoolean("isFamilyDefault", true);
            if (route.Supports1M)
                writer.WriteBoolean("supports1m", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static byte[]? DirectModels(IReadOnlyList<string> models) => models.Count == 0 ? null : Strings(models);

    private static byte[] Headers(IReadOnlyDictionary<string, string> headers) => JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var header in headers)
            writer.WriteString(header.Key, header.Value);
        writer.WriteEndObject();
    });

    private static byte[] Strings(IEnumerable<string> items) => JsonRaw.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
            writer.WriteStringValue(item);
        writer.WriteEndArray();
    });
}

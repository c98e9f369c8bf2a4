using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>The keys and forms that Claude Desktop reads no more since 7 October 2026, or earlier.</summary>
internal static class DeprecatedKeys
{
    private static readonly Dictionary<string, (string Instead, string Effect)> Keys = new()
    {
        ["inferenceGatewayHeaders"] = ("inferenceCustomHeaders with a JSON object", "no custom headers are sent"),
        ["isDxtEnabled"] = ("isDesktopExtensionEnabled", "desktop extensions are off"),
        ["isDxtSignatureRequired"] = ("isDesktopExtensionSignatureRequired", "the requirement is not read"),
        ["trustBootstrapLocalExec"] = ("trustBootstrapDelivery", "it counts as false"),
        ["enduserAttribution"] = ("endUserAttribution (with a capital U)", "it counts as false"),
        ["disableDefaultPlugins"] = ("nothing: take it out", "it has no effect"),
        ["betaFeaturesEnabled"] = ("nothing: take it out", "it has no effect"),
        ["organizationPluginsUrl"] = ("allowedPluginMarketplaces", "a coming version may ignore it"),
    };

    private static readonly string[] Objects = ["inferenceCustomHeaders", "otlpHeaders", "otlpResourceAttributes", "bootstrapHeaders"];

    private static readonly string[] WithToolPolicies = ["builtinToolPolicy", "managedMcpServers", "orgPluginSettings"];

    public static IEnumerable<DeprecatedUse> Find(JsonText profile)
    {
        using var document = profile.ToDocument();
        return [.. document.RootElement.EnumerateObject().SelectMany(member => Find(JsonString.NameOf(member), member.Value))];
    }

    /// <summary>What is out of date about one setting.</summary>
    public static IReadOnlyList<DeprecatedUse> Find(string key, JsonElement? setting)
    {
        try
        {
            return [.. All(key, setting)];
        }
        catch (InvalidOperationException)
        {
            // A name that .NET cannot hold stands somewhere in it, which none of these is.
            return [];
        }
    }

    private static IEnumerable<DeprecatedUse> All(string key, JsonElement? setting)
    {
        if (Keys.TryGetValue(key, out var gone))
            yield return new DeprecatedUse(key, key, gone.Instead, gone.Effect);
        if (setting is not { } raw || raw.ValueKind == JsonValueKind.Null)
            yield break;
        var value = PolicyJson.Decoded(raw);
        if (Objects.Contains(key) && value.ValueKind != JsonValueKind.Object && JsonString.Of(value) is not "")
            yield return new DeprecatedUse(key, $"{key} as a text or a list", "a JSON object of names and values", "nothing of it is sent");
        foreach (var use in OldValues(key, value).Concat(key == "managedMcpServers" ? OldServers.Find(key, value) : []))
            yield return use;
        if (key == "orgPluginSettings" && value.ValueKind == JsonValueKind.Object)
            yield return new DeprecatedUse(key, $"{key} as an object", "a list of objects with serverName and tools", "every tool of a plugin's servers is blocked");
        if (WithToolPolicies.Contains(key) && Holds(value, "ask-session"))
            yield return new DeprecatedUse(key, $"'ask-session' in {key}", "'ask'", "the tool asks each time, is blocked, or its entry is refused");
    }

    private static IEnumerable<DeprecatedUse> OldValues(string key, JsonElement value) => (key, JsonString.Of(value)) switch
    {
        (ProfileKeys.AuthScheme, "sso") => [new DeprecatedUse(key, $"{key} 'sso'", "inferenceCredentialKind 'interactive' or 'external-idp'", "Claude Desktop may be left without a credential")],
        (ProfileKeys.AuthScheme, "auto") => [new DeprecatedUse(key, $"{key} 'auto'", "'bearer'", "it counts as bearer")],
        (ProfileKeys.CredentialKind, "oauth") => [new DeprecatedUse(key, $"{key} 'oauth'", "'interactive'", "it is refused")],
        _ => [],
    };

    private static bool Holds(JsonElement value, string text) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(member => Holds(member.Value, text)),
        JsonValueKind.Array => value.EnumerateArray().Any(item => Holds(item, text)),
        _ => JsonString.Of(value) == text,
    };
}

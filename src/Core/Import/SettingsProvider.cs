using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>Makes a provider of what Claude Code settings say, or says why it cannot.</summary>
internal static class SettingsProvider
{
    private const string AnthropicAddress = "https://api.anthropic.com";
    private static readonly string[] Clouds = ["BEDROCK", "VERTEX", "FOUNDRY"];

    /// <param name="blank">The candidate with its id and name.</param>
    /// <param name="settings">What was read.</param>
    /// <param name="format">The upstream's format.</param>
    /// <param name="known">The routes, where the source names them elsewhere.</param>
    /// <param name="mustMap">Whether the source maps even names that are safe.</param>
    /// <param name="keyField">The variable that holds the key, where the source says which.</param>
    public static ImportCandidate Fill(ImportCandidate blank, ClaudeCodeSettings settings, ApiFormat format = ApiFormat.AnthropicMessages, IReadOnlyList<ModelRoute>? known = null, bool mustMap = false, string? keyField = null)
    {
        if (Clouds.FirstOrDefault(cloud => settings.IsOn("CLAUDE_CODE_USE_" + cloud)) is { } cloud)
            return blank.Skip($"It uses a cloud's own sign-in (CLAUDE_CODE_USE_{cloud}), which no key stands for.");
        var (key, scheme) = KeyOf(settings, format, keyField);
        if (AddressOf(settings, format) is not { } text)
            return blank.Skip("NeedsAccount: it names neither an address nor a key, so Claude Code is signed in with an account there.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
            return blank.Skip("Its ANTHROPIC_BASE_URL is not an address.");
        if (address.Query.Length > 0 || address.UserInfo.Length > 0)
            return blank.Skip("Its ANTHROPIC_BASE_URL holds a user name, a password or a query; a base address must have none.");
        if (key?.All(c => c is > ' ' and < (char)127) == false)
            return blank.Skip("Its key holds a blank or a character that no HTTP header can carry.");
        if (key is null && !settings.HasKeyHelper && !address.IsLoopback)
            return blank.Skip("It names no key.");

        var routes = known ?? ModelRouting.RoutesOf(settings);
        var isDirect = format == ApiFormat.AnthropicMessages && !mustMap && ModelRouting.AllSafe(routes);
        if (!isDirect && routes.Count == 0)
            return blank.Skip($"It needs conversion ({format}) and names no model to convert to.");
        return Checked(blank with
        {
            Key = key,
            Reason = key is null && settings.HasKeyHelper ? HelperNote(blank.Id) : null,
            Provider = new Provider
            {
                Id = blank.Id,
                Name = blank.Name,
                Mode = isDirect ? ProviderMode.Direct : ProviderMode.Mapped,
                ApiFormat = format,
                BaseUri = address,
                AuthScheme = key is null && !settings.HasKeyHelper ? AuthScheme.None : scheme,
                Models = isDirect ? [.. routes.Select(route => route.Model).Distinct(StringComparer.OrdinalIgnoreCase)] : [],
                Routes = isDirect ? [] : routes,
                Headers = HeadersOf(settings["ANTHROPIC_CUSTOM_HEADERS"]),
            },
        });
    }

    /// <summary>The candidate, unless its provider breaks a rule.</summary>
    public static ImportCandidate Checked(ImportCandidate candidate) =>
        ProviderRules.Problems(candidate.Provider!).ToList() is { Count: > 0 } problems ? candidate.Skip(string.Join(" ", problems)) : candidate;

    private static (string? Key, AuthScheme Scheme) KeyOf(ClaudeCodeSettings settings, ApiFormat format, string? keyField)
    {
        var isKeyMeant = keyField == "ANTHROPIC_API_KEY" && settings["ANTHROPIC_API_KEY"] is not null;
        var token = isKeyMeant ? null : settings["ANTHROPIC_AUTH_TOKEN"];
        var key = token ?? settings["ANTHROPIC_API_KEY"] ?? format switch
        {
            // Another service's key that happens to stand among the variables must not go to an Anthropic address.
            ApiFormat.OpenAIChat or ApiFormat.OpenAIResponses => settings["OPENROUTER_API_KEY"] ?? settings["OPENAI_API_KEY"],
            ApiFormat.Gemini => settings["GEMINI_API_KEY"],
            _ => null,
        };
        return (key, format switch
        {
            ApiFormat.Gemini => AuthScheme.GoogleApiKey,
            ApiFormat.AnthropicMessages when token is null && settings["ANTHROPIC_API_KEY"] is not null => AuthScheme.XApiKey,
            _ => AuthScheme.Bearer,
        });
    }

    // Without an address, a key is one of Anthropic's own.
    private static string? AddressOf(ClaudeCodeSettings settings, ApiFormat format) =>
        settings["ANTHROPIC_BASE_URL"]
        ?? (format == ApiFormat.AnthropicMessages && (settings["ANTHROPIC_AUTH_TOKEN"] ?? settings["ANTHROPIC_API_KEY"]) is not null ? AnthropicAddress : null);

    private static string HelperNote(string id) =>
        $"Its key comes from an apiKeyHelper, which was not run. Give the provider a key: Set-CDProvider {id} -ApiKey (Read-Host -AsSecureString).";

    private static Dictionary<string, string> HeadersOf(string? lines)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in (lines ?? "").Split('\n'))
        {
            var colon = line.IndexOf(':');
            if (colon > 0)
                headers[line.Substring(0, colon).Trim()] = line.Substring(colon + 1).Trim();
        }

        return headers;
    }
}

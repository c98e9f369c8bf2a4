using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>Makes a provider of a profile of the config library, or says why it cannot.</summary>
internal static class LibraryProvider
{
    private static readonly Uri Anthropic = new("https://api.anthropic.com");

    // Proxies that know their providers themselves: what they do cannot be read from a profile that points at them.
    private static readonly Dictionary<int, string> Proxies = new()
    {
        [8787] = "claude-desktop-gateway",
        [11434] = "Ollama",
        [11435] = "Ollama",
        [15721] = "cc-switch",
        [17645] = "relay-ai",
    };

    public static ImportCandidate Fill(ImportCandidate blank, LibraryProfile profile)
    {
        var kind = profile.Provider;
        if (kind is null)
            return blank.Skip("It names no provider (inferenceProvider).");
        if (kind is not ("gateway" or "anthropic"))
            return blank.Skip($"It uses the sign-in of '{kind}', which no key stands for.");
        if (profile.CredentialKind is { } credential && credential != "static")
            return blank.Skip($"Its key comes from '{credential}', which the module does not run.");
        if (profile.HasHelper)
            return blank.Skip("Its key comes from a helper script, which was not run.");
        return kind == "anthropic" ? OfAnthropic(blank, profile) : OfGateway(blank, profile);
    }

    private static ImportCandidate OfAnthropic(ImportCandidate blank, LibraryProfile profile) =>
        profile.AnthropicKey is { } key ? Made(blank, profile, Anthropic, AuthScheme.XApiKey, key) : blank.Skip("NeedsAccount: it signs in through the browser, and holds no key.");

    private static ImportCandidate OfGateway(ImportCandidate blank, LibraryProfile profile)
    {
        if (!Uri.TryCreate(profile.BaseUrl, UriKind.Absolute, out var address))
            return blank.Skip("Its base address is missing, or is not an address.");
        if (address.IsLoopback && (Proxies.TryGetValue(address.Port, out var proxy) || address.AbsolutePath.StartsWith("/claude-desktop", StringComparison.Ordinal)))
            return blank.Skip($"It points at the proxy of another program on this machine ({proxy ?? "cc-switch"}, port {address.Port}), which knows its providers itself. Import them from there, or add them with New-CDProvider.");
        return profile.GatewayKey is { } key
            ? Made(blank, profile, address, profile.AuthScheme == "x-api-key" ? AuthScheme.XApiKey : AuthScheme.Bearer, key)
            : blank.Skip("It holds no key.");
    }

    private static ImportCandidate Made(ImportCandidate blank, LibraryProfile profile, Uri address, AuthScheme scheme, string key)
    {
        if (!key.All(c => c is > ' ' and < (char)127))
            return blank.Skip("Its key holds a blank or a character that no HTTP header can carry.");
        var models = profile.Models();
        var isDirect = models.All(model => !model.Supports1M && SafeModelName.IsSafe(model.Name));
        if (!isDirect && models.FirstOrDefault(model => model.Role is null) is { } homeless)
            return blank.Skip($"Its model '{homeless.Name}' belongs to no family of Claude Desktop's, neither by its name nor by anthropicFamilyTier.");
        return SettingsProvider.Checked(blank with
        {
            Key = key,
            Provider = new Provider
            {
                Id = blank.Id,
                Name = blank.Name,
                Mode = isDirect ? ProviderMode.Direct : ProviderMode.Mapped,
                BaseUri = address,
                AuthScheme = scheme,
                Models = isDirect ? [.. models.Select(model => model.Name).Distinct(StringComparer.OrdinalIgnoreCase)] : [],
                Routes = isDirect ? [] : Routes(models),
                Headers = profile.Headers(),
            },
        });
    }

    private static List<ModelRoute> Routes(IReadOnlyList<LibraryModel> models)
    {
        var routes = new List<ModelRoute>();
        foreach (var model in models)
        {
            var isFree = SafeModelName.IsSafe(model.Name) && routes.TrueForAll(route => !route.RouteId.Equals(model.Name, StringComparison.OrdinalIgnoreCase));
            routes.Add(new ModelRoute
            {
                Role = model.Role!.Value,
                RouteId = isFree ? model.Name : CcSwitchRoutes.FreeId(routes, model.Role.Value),
                DisplayName = model.Label,
                Model = model.Name,
                Supports1M = model.Supports1M,
            });
        }

        return routes;
    }
}

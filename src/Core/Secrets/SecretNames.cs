using System;
using System.Collections.Generic;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Secrets;

/// <summary>The names under which secrets are kept.</summary>
public static class SecretNames
{
    /// <summary>The token that Claude Desktop shows to the local gateway.</summary>
    public const string GatewayToken = "gateway:token";

    /// <summary>The first of the two places of a provider's key.</summary>
    public static string ProviderKey(string providerId) => $"provider:{providerId}";

    /// <summary>The place where a provider's key is. A new key for a new address goes to the other place, and one write of the store says both.</summary>
    public static string ProviderKey(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.UsesSecondKey ? SecondProviderKey(provider.Id) : ProviderKey(provider.Id);
    }

    /// <summary>Both places where a provider's key may be.</summary>
    internal static IReadOnlyList<string> ProviderKeys(string providerId) => [ProviderKey(providerId), SecondProviderKey(providerId)];

    // No id has a colon.
    private static string SecondProviderKey(string providerId) => $"provider:{providerId}:second";
}

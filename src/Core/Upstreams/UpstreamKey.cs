using System;
using System.Net.Http;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Upstreams;

/// <summary>Shows a provider its key, and adds the headers that it wants.</summary>
public static class UpstreamKey
{
    public static void Apply(HttpRequestMessage request, Provider provider, string? key)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(provider);
        foreach (var header in provider.Headers)
        {
            if (!ProviderRules.IsOfTheBody(header.Key))
                request.Headers.Remove(header.Key);
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (key is null)
            return;
        switch (provider.AuthScheme)
        {
            case AuthScheme.Bearer:
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
                break;
            case AuthScheme.XApiKey:
                request.Headers.TryAddWithoutValidation("x-api-key", key);
                break;
            case AuthScheme.GoogleApiKey:
                request.Headers.TryAddWithoutValidation("x-goog-api-key", key);
                break;
            default:
                break;
        }
    }
}

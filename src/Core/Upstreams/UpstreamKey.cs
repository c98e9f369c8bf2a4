using System;
using System.Net.Http;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Upstreams;

/// <summary>Shows a provider its key, and adds the headers that it wants.</summary>
public static class UpstreamKey
{
    /// <param name="request">The request.</param>
    /// <param name="provider">Whom it goes to.</param>
    /// <param name="key">The provider's key; null where it wants none.</param>
    /// <param name="values">What the placeholders of its headers stand for; null for what this machine alone knows.</param>
    public static void Apply(HttpRequestMessage request, Provider provider, string? key, HeaderValues? values = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(provider);
        foreach (var header in provider.Headers)
        {
            if (!ProviderRules.IsOfTheBody(header.Key))
                request.Headers.Remove(header.Key);
            if (HeaderTemplate.Fill(header.Key, header.Value, values ??= new HeaderValues { Provider = provider.Id }) is { } value)
                request.Headers.TryAddWithoutValidation(header.Key, value);
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

using System;

namespace ClaudeDesktop.Upstreams;

/// <summary>Makes a request's address of a provider's base address.</summary>
public static class UpstreamAddress
{
    private const string Version = "/v1";

    /// <summary>Anthropic's rule: the version belongs to the request, and is not doubled.</summary>
    public static Uri Anthropic(Uri baseUri, string resource, string query = "")
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        var path = baseUri.AbsolutePath.TrimEnd('/');
        if (!path.EndsWith(Version, StringComparison.OrdinalIgnoreCase))
            path += Version;
        return new UriBuilder(baseUri) { Path = path + resource, Query = query.TrimStart('?') }.Uri;
    }

    /// <summary>OpenAI's rule: the version belongs to the base address. A bare host gets it; a whole address stays.</summary>
    public static Uri OpenAI(Uri baseUri, string resource)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        ArgumentNullException.ThrowIfNull(resource);
        var path = baseUri.AbsolutePath.TrimEnd('/');
        if (path.Length == 0)
            path = Version;
        return new UriBuilder(baseUri) { Path = path.EndsWith(resource, StringComparison.OrdinalIgnoreCase) ? path : path + resource }.Uri;
    }
}

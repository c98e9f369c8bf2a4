using System;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>What a connection to a provider depends on. Providers that agree in it share their connections.</summary>
/// <param name="Thumbprint">The one certificate that is accepted; null goes by trust.</param>
/// <param name="Roots">A PEM file with roots of a company's own.</param>
/// <param name="RootsStamp">That file as it was, so that another one is read.</param>
/// <param name="Proxy">The proxy; null takes the system's.</param>
internal sealed record UpstreamRoute(string? Thumbprint, string? Roots, FileStamp RootsStamp, Uri? Proxy)
{
    public static UpstreamRoute To(Provider provider) => new(
        provider.CertificateThumbprint, provider.RootCertificatePath, provider.RootCertificatePath is { } path ? FileStamp.Of(path) : default, provider.Proxy);
}

using System;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Upstreams;

/// <summary>What a connection to a provider depends on. Providers that agree in it share their connections.</summary>
/// <param name="Thumbprint">The one certificate that is accepted; null goes by trust.</param>
/// <param name="Roots">A PEM file with roots of a company's own.</param>
/// <param name="RootsStamp">That file as it was, so that another one is read.</param>
/// <param name="Proxy">The proxy; null takes the system's.</param>
public sealed record UpstreamRoute(string? Thumbprint, string? Roots, FileStamp RootsStamp, Uri? Proxy)
{
    public static UpstreamRoute To(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new(provider.CertificateThumbprint, provider.RootCertificatePath, provider.RootCertificatePath is { } path ? FileStamp.Of(path) : default, provider.Proxy);
    }

    /// <summary>Whom the route trusts. Throws a <see cref="System.Security.Cryptography.CryptographicException"/> or a file's error where its roots cannot be read.</summary>
    public UpstreamTrust Trust() => new(Thumbprint, Roots is null ? null : RootCertificates.Read(Roots));
}

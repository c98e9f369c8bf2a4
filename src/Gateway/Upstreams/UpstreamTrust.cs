using System;
using System.IO;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>
/// Says whether an upstream's certificate is trusted: by the system; by roots of a company's own, besides the system's; or, where one
/// thumbprint is set, that certificate alone, whoever issued it.
/// </summary>
internal sealed class UpstreamTrust(string? thumbprint, X509Certificate2Collection? roots)
{
    /// <summary>Throws where it is not, and says why and what to do.</summary>
    public bool Check(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            throw new AuthenticationException("it shows no certificate.");
        var shown = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        if (thumbprint is not null)
        {
            return shown.Equals(thumbprint, StringComparison.OrdinalIgnoreCase) ? true : throw new AuthenticationException(
                $"its certificate has the thumbprint {shown}, not the one that the provider's -CertificateThumbprint names. If it was renewed, set the new one; if not, somebody stands in between.");
        }

        if (errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && roots is not null && IsIssuedBy(roots, certificate, chain)))
            return true;
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            throw new AuthenticationException($"its certificate (SHA-256 {shown}) is for another name.");
        throw new AuthenticationException(roots is null
            ? $"its certificate (SHA-256 {shown}) is not trusted on this machine. Behind a company's proxy, name the company's root with Set-CDProvider -RootCertificatePath, or this certificate with -CertificateThumbprint."
            : $"its certificate (SHA-256 {shown}) is issued neither by a root that this machine trusts nor by one of -RootCertificatePath.");
    }

    /// <summary>Reads a PEM file. Throws a <see cref="CryptographicException"/> or an <see cref="IOException"/> where it holds none.</summary>
    public static X509Certificate2Collection ReadRoots(string path)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(path);
        return roots.Count > 0 ? roots : throw new CryptographicException("It holds no certificate in PEM.");
    }

    private static bool IsIssuedBy(X509Certificate2Collection roots, X509Certificate certificate, X509Chain? shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        if (shown is not null)
        {
            foreach (var element in shown.ChainElements)
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            chain.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
        }

        using var copy = new X509Certificate2(certificate);
        return chain.Build(copy);
    }
}

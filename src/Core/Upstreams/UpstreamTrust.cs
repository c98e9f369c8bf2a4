using System;
using System.Linq;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ClaudeDesktop.Upstreams;

/// <summary>
/// Says whether an upstream's certificate is trusted: by the system; by roots of a company's own, besides the system's; or, where one
/// thumbprint is set, that certificate alone, whoever issued it.
/// </summary>
public sealed class UpstreamTrust(string? thumbprint, X509Certificate2Collection? roots)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Throws where it is not, and says why and what to do.</summary>
    public bool Check(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
            throw new AuthenticationException("it shows no certificate.");
        var shown = Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData()));
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

    // .NET Framework knows no trust in roots of one's own, so the chain must be right in all but the system's trust in its root.
    private static bool IsIssuedBy(X509Certificate2Collection roots, X509Certificate certificate, X509Chain? shown)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.ExtraStore.AddRange(roots);
        if (shown is not null)
        {
            foreach (var element in shown.ChainElements.Cast<X509ChainElement>())
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            chain.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
        }

        using var copy = new X509Certificate2(certificate);
        return chain.Build(copy)
            && Array.TrueForAll(chain.ChainStatus, status => status.Status is X509ChainStatusFlags.NoError or X509ChainStatusFlags.UntrustedRoot)
            && IsAmong(roots, chain.ChainElements[chain.ChainElements.Count - 1].Certificate);
    }

    private static bool IsAmong(X509Certificate2Collection roots, X509Certificate2 last) =>
        roots.Cast<X509Certificate2>().Any(root => root.RawData.SequenceEqual(last.RawData));
}

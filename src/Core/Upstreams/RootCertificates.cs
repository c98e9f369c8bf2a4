using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace ClaudeDesktop.Upstreams;

/// <summary>Reads the certificates of a PEM file.</summary>
public static class RootCertificates
{
    private static readonly Regex Blocks = new("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----", RegexOptions.CultureInvariant);

    /// <exception cref="CryptographicException">It holds none, or what is none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static X509Certificate2Collection Read(string path)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            foreach (Match block in Blocks.Matches(File.ReadAllText(path)))
                roots.Add(Load(Convert.FromBase64String(block.Groups[1].Value)));
        }
        catch (FormatException e)
        {
            throw new CryptographicException("It holds a certificate that is not in base64.", e);
        }

        return roots.Count > 0 ? roots : throw new CryptographicException("It holds no certificate in PEM.");
    }

    private static X509Certificate2 Load(byte[] bytes) =>
#if NET
        X509CertificateLoader.LoadCertificate(bytes);
#else
        new(bytes);
#endif
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ClaudeDesktop.Providers;

/// <summary>What may be said about the way to a provider: its certificate and the proxy.</summary>
public static class ConnectionRules
{
    private const int HashDigits = 64;

    internal static IEnumerable<string> Problems(Provider provider)
    {
        if (provider.CertificateThumbprint is { } thumbprint && !IsThumbprint(thumbprint))
            yield return $"'{thumbprint}' is not a certificate's thumbprint: it must be the {HashDigits} hexadecimal digits of its SHA-256.";
        if (provider is { CertificateThumbprint: not null, RootCertificatePath: not null })
            yield return "It has a certificate's thumbprint and root certificates: give one of them.";
        if (provider.CertificateThumbprint is not null && provider.BaseUri?.Scheme == "http")
            yield return "It has a certificate's thumbprint, but its base address uses http, where no certificate is shown.";
        if (provider.RootCertificatePath is { } path && !IsWholePath(path))
            yield return $"The path of the root certificates, '{path}', must be a whole one.";
        if (provider.Proxy is { } proxy && ProxyProblem(proxy) is { } problem)
            yield return problem;
    }

    /// <summary>Claude Desktop connects by itself in Direct mode, and by its own rules.</summary>
    internal static IEnumerable<string> Direct(Provider provider)
    {
        if (provider.CertificateThumbprint is not null || provider.RootCertificatePath is not null || provider.Proxy is not null)
            yield return "In Direct mode Claude Desktop connects by itself, with the system's certificates and proxy: for others use Mapped mode.";
    }

    /// <summary>A thumbprint as it is kept: without what certificate dialogs put between its digits.</summary>
    public static string? Normalize(string? thumbprint)
    {
        var digits = string.Concat((thumbprint ?? "").Where(c => !char.IsWhiteSpace(c) && c is not (':' or '-' or '\u200E'))).ToUpperInvariant();
        return digits.Length == 0 ? null : digits;
    }

    private static bool IsThumbprint(string text) => text.Length == HashDigits && text.All(c => c is (>= '0' and <= '9') or (>= 'A' and <= 'F'));

    private static bool IsWholePath(string path) => path.IndexOf('\0') < 0 && Path.IsPathRooted(path);

    private static string? ProxyProblem(Uri proxy) => proxy switch
    {
        { IsAbsoluteUri: false } => $"Its proxy '{proxy}' must be a whole address, like http://proxy.example.com:8080.",
        { UserInfo.Length: > 0 } => "Its proxy's address must not hold a user name or a password.",
        { Scheme: not ("http" or "https" or "socks4" or "socks4a" or "socks5") } => $"Its proxy '{proxy}' must use http, https or socks5.",
        _ => null,
    };
}

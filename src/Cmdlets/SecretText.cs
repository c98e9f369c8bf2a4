using System.Linq;
using System.Net;
using System.Security;

namespace ClaudeDesktop.Cmdlets;

/// <summary>The boundary at which a typed secret becomes text for the secret store.</summary>
internal static class SecretText
{
    public static string Read(SecureString secret) => new NetworkCredential("", secret).Password.Trim();

    /// <summary>A passphrase, of which every blank counts.</summary>
    public static string Exactly(SecureString secret) => new NetworkCredential("", secret).Password;

    /// <summary>Whether a key can stand in an HTTP header.</summary>
    public static bool IsSendable(string key) => key.All(c => c is > ' ' and < (char)127);
}

using System;
using System.Security.Cryptography;
using System.Text;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Signatures that the gateway gives to other upstreams' reasoning: <c>cdps.1.KIND.ACCOUNT.PAYLOAD</c>. A client sends them back
/// unread, which tells our reasoning from Anthropic's own, and carries what the upstream wants to see again.
/// </summary>
internal static class ThinkingSignature
{
    public const string Tag = "cdps.1.";
    private const int AccountLength = 12;

    /// <summary>Names an account without telling who it is: what one account encrypted, no other can read.</summary>
    public static string Account(string providerId, string? key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{providerId}\n{key}")))[..AccountLength];

    public static string Create(string kind, string account = "", ReadOnlySpan<byte> payload = default) =>
        $"{Tag}{kind}.{account}.{Convert.ToBase64String(payload)}";

    public static bool IsOurs(ReadOnlySpan<byte> signature) => signature.StartsWith("cdps.1."u8);

    /// <summary>What was signed for this kind of upstream and this account; null where it is foreign or holds nothing.</summary>
    public static byte[]? Read(string? signature, string kind, string account)
    {
        var head = $"{Tag}{kind}.{account}.";
        if (signature is null || signature.Length == head.Length || !signature.StartsWith(head, StringComparison.Ordinal))
            return null;
        var payload = new byte[signature.Length];
        return Convert.TryFromBase64Chars(signature.AsSpan(head.Length), payload, out var length) && length > 0 ? payload[..length] : null;
    }
}

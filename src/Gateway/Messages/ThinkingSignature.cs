using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Signatures that the gateway gives to reasoning of upstreams that sign none: <c>cdps.1.KIND.ACCOUNT.PAYLOAD</c>. A client sends them
/// back unread, which tells our reasoning from Anthropic's own.
/// </summary>
internal static class ThinkingSignature
{
    public const string Tag = "cdps.1.";

    public static string Create(string kind) => $"{Tag}{kind}..";

    public static bool IsOurs(ReadOnlySpan<byte> signature) => signature.StartsWith("cdps.1."u8);
}

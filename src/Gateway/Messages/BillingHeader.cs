using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// The line with which Claude Code names itself to Anthropic's billing, at the head of the system prompt. It is no instruction, is
/// nobody else's business, and differs from one request to the next, so that no cache of the prompt is ever hit.
/// </summary>
internal static class BillingHeader
{
    private const string Start = "x-anthropic-billing-header:";

    public static bool Begins(ReadOnlySpan<char> text) => text.TrimStart().StartsWith(Start, StringComparison.OrdinalIgnoreCase);

    /// <summary>What follows the line in a text that begins with it.</summary>
    public static ReadOnlySpan<char> Rest(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        var end = text.IndexOf('\n');
        return end < 0 ? default : text[(end + 1)..].TrimStart();
    }
}

using System;
using System.Text;

namespace ClaudeDesktop.Usage;

/// <summary>What clients and upstreams say of themselves, as a ledger keeps it: short, on one line, and nothing that moves a terminal's cursor.</summary>
public static class UsageText
{
    /// <summary>As much of a text as is kept.</summary>
    public const int Longest = 200;

    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.Length <= Longest;
        for (var i = 0; plain && i < text.Length; i++)
            plain = !IsOut(text[i]);
        return plain ? text : Cut(text);
    }

    private static string Cut(string text)
    {
        var kept = new StringBuilder(Longest);
        foreach (var c in text)
        {
            if (kept.Length == Longest)
                break;
            kept.Append(IsOut(c) ? ' ' : c);
        }

        // Half a character is none.
        if (char.IsHighSurrogate(kept[kept.Length - 1]))
            kept.Length--;
        return kept.ToString();
    }

    // The marks of direction turn what follows them around, on a screen.
    private static bool IsOut(char c) => char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}

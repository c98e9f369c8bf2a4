using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Providers;

/// <summary>Texts that others wrote, on their way to a terminal: a control character in them could move the cursor, colour a lie or hide the truth.</summary>
public static class PlainText
{
    private const int Longest = 400;
    private const char Replacement = '\uFFFD';

    /// <summary>Whether every character of a text shows as itself. Of the control characters only a tab and the ends of lines may be allowed.</summary>
    /// <param name="text">The text; null is plain.</param>
    /// <param name="lines">Whether tabs and ends of lines are allowed.</param>
    public static bool IsPlain(string? text, bool lines = false) => text is null || text.All(c => (lines && c is '\t' or '\r' or '\n') || !IsHidden(c));

    /// <summary>The text with everything replaced that does not show as itself, and cut where it is long.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= Longest && IsPlain(text))
            return text;
        var plain = new StringBuilder(Math.Min(text.Length, Longest) + 1);
        foreach (var c in text.Take(Longest))
            plain.Append(IsHidden(c) ? Replacement : c);
        return text.Length <= Longest ? plain.ToString() : plain.Append('…').ToString();
    }

    // The format characters among the rest are those that turn the direction of writing, or have no width.
    private static bool IsHidden(char c) => c switch
    {
        < ' ' or (>= '\u007F' and < '\u00A0') => true,
        < '\u0300' => c == '\u00AD',
        '\u200D' => false,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control,
    };
}

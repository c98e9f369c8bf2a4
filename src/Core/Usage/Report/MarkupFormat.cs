using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Puts values into HTML: escaped, and in no country's way of writing figures.</summary>
internal sealed class MarkupFormat : IFormatProvider, ICustomFormatter
{
    public static readonly MarkupFormat Instance = new();

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        null => "",
        Markup piece => piece.ToString(),
        IEnumerable<Markup> pieces => Markup.Of(pieces).ToString(),
        IFormattable value => Escape(value.ToString(format, CultureInfo.InvariantCulture)),
        _ => Escape(arg.ToString() ?? ""),
    };

    // Right inside an element and inside a quoted attribute alike. Characters that HTML forbids become the mark for such.
    private static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            _ = c switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                '\n' or '\t' => safe.Append(c),
                _ when char.IsControl(c) || IsHalf(text, i) => safe.Append('\uFFFD'),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    private static bool IsHalf(string text, int i) =>
        (char.IsHighSurrogate(text[i]) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])))
        || (char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1])));
}

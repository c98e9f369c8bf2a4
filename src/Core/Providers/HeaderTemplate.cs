using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Providers;

/// <summary>A header's value with placeholders like <c>{user}</c>. Every other brace is a brace: a value may be JSON.</summary>
public static class HeaderTemplate
{
    private const int LongestName = 32;
    private const int LongestValue = 256;

    /// <summary>The names of the placeholders that a value holds, known or not.</summary>
    public static IReadOnlyList<string> Names(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return [.. Parts(value).Where(part => part.IsName).Select(part => part.Text)];
    }

    /// <summary>The value that is sent: each placeholder filled in, with nothing that a header or the JSON around it cannot carry.</summary>
    /// <returns>Null where nothing is left to be sent.</returns>
    public static string? Fill(string header, string template, HeaderValues values)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(values);
        if (Names(template).Count == 0)
            return template;
        if (header.Equals(PortkeyMetadata.Header, StringComparison.OrdinalIgnoreCase) && PortkeyMetadata.Problem(template) is null)
            return PortkeyMetadata.Fill(template, values);
        var filled = IsJson(template) ? Filled(template, values, text => JsonEncodedText.Encode(text).ToString()) : FillText(template, values).Trim();
        return filled.Length == 0 ? null : filled;
    }

    /// <summary>What is wrong with a value that somebody wrote; null where nothing is.</summary>
    internal static string? Problem(string value) =>
        Names(value).FirstOrDefault(name => !HeaderValues.Names.Contains(name)) is { } unknown
            ? $"it has the placeholder {{{unknown}}}, and the gateway knows {string.Join(", ", HeaderValues.Names.Select(name => $"{{{name}}}"))}."
            : null;

    internal static string FillText(string template, HeaderValues values) => Filled(template, values, text => text);

    // What nobody knows stays as it is, and so does a placeholder that an older version let pass.
    private static string Filled(string template, HeaderValues values, Func<string, string> escape)
    {
        var filled = new StringBuilder();
        foreach (var (text, isName) in Parts(template))
        {
            if (!isName)
                filled.Append(text);
            else if (HeaderValues.Names.Contains(text))
                filled.Append(escape(Clean(values.Find(text) ?? "")));
            else
                filled.Append('{').Append(text).Append('}');
        }

        return filled.ToString();
    }

    private static IEnumerable<(string Text, bool IsName)> Parts(string value)
    {
        var from = 0;
        for (var at = value.IndexOf('{'); at >= 0; at = value.IndexOf('{', at + 1))
        {
            var end = value.IndexOf('}', at);
            if (end < 0)
                break;
            var name = value.Substring(at + 1, end - at - 1);
            if (!IsName(name))
                continue;
            yield return (value.Substring(from, at - from), false);
            yield return (name.ToLowerInvariant(), true);
            from = end + 1;
        }

        yield return (value.Substring(from), false);
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && IsLetter(text[0]) && text.All(c => IsLetter(c) || c is (>= '0' and <= '9') or '_' or '-');

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static bool IsJson(string text)
    {
        if (!text.StartsWith('{') && !text.StartsWith('['))
            return false;
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Whole characters only: half a pair has no bytes that could be sent.
    private static string Clean(string text)
    {
        var clean = new StringBuilder();
        for (var i = 0; i < text.Length && clean.Length < LongestValue; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
                clean.Append(text[i]).Append(text[++i]);
            else if (!char.IsControl(text[i]) && !char.IsSurrogate(text[i]) && char.GetUnicodeCategory(text[i]) is not (UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                clean.Append(text[i]);
        }

        return clean.ToString();
    }
}

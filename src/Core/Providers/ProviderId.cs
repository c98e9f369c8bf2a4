using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Providers;

/// <summary>How a provider is named in files and scripts.</summary>
public static class ProviderId
{
    private const int MaxLength = 64;

    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= MaxLength } && IsPlain(id[0]) && id.All(c => IsPlain(c) || c is '-' or '_' or '.');

    /// <summary>The ids that a name suggests, the best one first, without end.</summary>
    public static IEnumerable<string> Candidates(string name)
    {
        var slug = FromName(name);
        yield return slug;
        for (var number = 2; ; number++)
        {
            var suffix = string.Format(CultureInfo.InvariantCulture, "-{0}", number);
            yield return Shorten(slug, MaxLength - suffix.Length) + suffix;
        }
    }

    /// <summary>Makes an id of a name: lower case, dashes for what is neither letter nor digit.</summary>
    public static string FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slug = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            if (IsPlain(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[slug.Length - 1] != '-')
                slug.Append('-');
        }

        var text = Shorten(slug.ToString(), MaxLength);
        return text.Length > 0 ? text : "provider";
    }

    private static string Shorten(string text, int length) => (text.Length > length ? text.Substring(0, length) : text).Trim('-');

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}

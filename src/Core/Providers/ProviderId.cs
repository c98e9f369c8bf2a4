using System;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Providers;

/// <summary>How a provider is named in files and scripts.</summary>
public static class ProviderId
{
    private const int MaxLength = 64;

    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= MaxLength } && IsPlain(id[0]) && id.All(c => IsPlain(c) || c is '-' or '_' or '.');

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

        var text = slug.ToString();
        text = (text.Length > MaxLength ? text.Substring(0, MaxLength) : text).Trim('-');
        return text.Length > 0 ? text : "provider";
    }

    private static bool IsPlain(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}

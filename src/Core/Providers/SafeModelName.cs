using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Providers;

/// <summary>
/// The model names that Claude Desktop lists. One bad name makes it drop the whole list, so the rule is the narrowest that every
/// version since 1.6259.1 has accepted: <c>claude-</c> or <c>anthropic/claude-</c>, a family, a dash and something more, and no <c>[1m]</c>.
/// </summary>
public static class SafeModelName
{
    private static readonly string[] Prefixes = ["anthropic/claude-", "claude-"];

    public static bool IsSafe(string? name)
    {
        var text = name?.Trim().ToLowerInvariant() ?? "";
        if (text.Length == 0 || text.Length != name!.Length || text.Contains("[1m]") || text.Any(char.IsWhiteSpace))
            return false;
        var prefix = Array.Find(Prefixes, candidate => text.StartsWith(candidate, StringComparison.Ordinal));
        return prefix is not null && Families().Any(family => HasFamily(text.Substring(prefix.Length), family));
    }

    private static bool HasFamily(string rest, string family) => rest.StartsWith(family + "-", StringComparison.Ordinal) && rest.Length > family.Length + 1;

    private static IEnumerable<string> Families() => ModelRoles.All.Select(ModelRoles.Family);
}

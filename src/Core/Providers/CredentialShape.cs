using System;
using System.Linq;

namespace ClaudeDesktop.Providers;

/// <summary>Whether a text looks like a key: the beginnings that vendors give theirs, and tokens that are signed.</summary>
internal static class CredentialShape
{
    private const int Shortest = 16;

    private static readonly string[] Schemes = ["Bearer ", "Basic "];

    private static readonly string[] Beginnings =
    [
        "sk-", "sk_", "rk_", "pk-", "xai-", "gsk_", "hf_", "AIza", "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "ya29.", "pplx-", "nvapi-",
    ];

    public static bool Is(string text) => text.Split(Separators).Any(IsKey) || Schemes.Any(scheme => text.TrimStart().StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    private static readonly char[] Separators = [' ', '\t', ',', ';', ':', '=', '"', '\''];

    private static bool IsKey(string word) => word.Length >= Shortest && (Array.Exists(Beginnings, beginning => word.StartsWith(beginning, StringComparison.Ordinal)) || IsSigned(word));

    // A JSON Web Token: three parts, of which the first is an object in base64.
    private static bool IsSigned(string word) => word.StartsWith("eyJ", StringComparison.Ordinal) && word.Count(c => c == '.') == 2;
}

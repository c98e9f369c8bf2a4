using System;
using System.Text.RegularExpressions;

namespace ClaudeDesktop.Gateway.Routing;

/// <summary>A model name as clients write it, brought to the form in which routes are compared.</summary>
internal static partial class RequestedModel
{
    private const string Vendor = "anthropic/";

    /// <summary>Without blanks, the vendor's prefix and the mark of the one-million-token variant.</summary>
    public static string Bare(string name)
    {
        var bare = LongContext().Replace(name.Trim(), "");
        return bare.StartsWith(Vendor, StringComparison.OrdinalIgnoreCase) ? bare[Vendor.Length..] : bare;
    }

    /// <summary>Without the date of a snapshot as well: <c>claude-haiku-4-5-20251001</c> is <c>claude-haiku-4-5</c>.</summary>
    public static string Undated(string bare) => Date().Replace(bare, "");

    public static bool IsClaude(string bare) => bare.Contains("claude", StringComparison.OrdinalIgnoreCase)
        || bare.Contains("anthropic", StringComparison.OrdinalIgnoreCase)
        || Family().IsMatch(bare);

    [GeneratedRegex(@"\s*\[1m\]\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LongContext();

    [GeneratedRegex(@"[-@]\d{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"^(opus|sonnet|haiku|fable)(-[\d.-]+)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Family();
}

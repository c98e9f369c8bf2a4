using System;
using System.Linq;

namespace ClaudeDesktop.Live;

/// <summary>What a vendor says in its own words of a request that it refuses.</summary>
internal static class Refusal
{
    /// <summary>What comes before a vendor's own words in a message.</summary>
    public const string Quote = " It says: ";

    private static readonly string[] Without = ["support", "enable", "require", "not allowed", "unavailable", "jinja"];

    public static bool Says(ClaudeDesktopException refusal, string words) => Words(refusal).Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it refuses for something that went along with the question, such as a tool.</summary>
    public static bool IsOf(ClaudeDesktopException refusal, params string[] things) =>
        refusal.Code is ErrorCode.UpstreamRefused or ErrorCode.UpstreamModelUnknown or ErrorCode.UpstreamAddressWrong or ErrorCode.UpstreamBusy
        && things.Any(thing => Says(refusal, thing)) && Without.Any(word => Says(refusal, word));

    public static string Words(ClaudeDesktopException refusal)
    {
        var at = refusal.Message.IndexOf(Quote, StringComparison.Ordinal);
        return at < 0 ? "" : refusal.Message.Substring(at + Quote.Length);
    }
}

using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>
/// Recognises in an upstream's words that the conversation no longer fits, and says it in the one wording on which every client
/// shortens the conversation.
/// </summary>
internal static partial class ContextOverflow
{
    private const string Words = "prompt is too long";
    private const string End = " maximum";

    public static string? Reword(string message)
    {
        if (message.StartsWith(Words, StringComparison.OrdinalIgnoreCase))
            return message;
        if (!Wording().IsMatch(message))
            return null;
        var numbers = Number().Matches(message).Select(match => Parse(match.Value)).Where(number => number > 0).ToList();
        var maximum = Maximum().Match(message) is { Success: true } match ? Parse(match.Groups[1].Value) : 0;
        var actual = numbers.Where(number => number != maximum).DefaultIfEmpty().Max();
        return maximum > 0 && actual > maximum
            ? string.Create(CultureInfo.InvariantCulture, $"{Words}: {actual} tokens > {maximum}{End}")
            : $"{Words}: {message}";
    }

    /// <summary>Whether the wording is the one that also tells by how much.</summary>
    public static bool HasNumbers(string message) => message.StartsWith(Words, StringComparison.Ordinal) && message.EndsWith(End, StringComparison.Ordinal);

    private static long Parse(string digits) =>
        long.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"context_length_exceeded|maximum context length|context window|context length|prompt token count of [\d,]+ exceeds|available context size|maximum number of tokens allowed|input is too long|prompt is too long|too many (input )?tokens|reduce the length of the messages", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Wording();

    [GeneratedRegex(@"\d[\d,]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:maximum context length(?: is| of)?|limit(?: of| is)?|available context size|maximum number of tokens allowed|context window(?: of| is)?|context length(?: of| is)?|maximum(?: of| is)?)[^\d]{0,12}(\d[\d,]{2,})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Maximum();
}

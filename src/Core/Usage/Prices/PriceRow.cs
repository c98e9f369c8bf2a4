using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>One row of a list of prices, from names and values to a price that makes sense.</summary>
internal static class PriceRow
{
    public const string Name = "name";
    public const string Provider = "provider";
    public const string Host = "host";
    public const string Input = "inputPerMtok";
    public const string Output = "outputPerMtok";
    public const string CacheRead = "cacheReadPerMtok";
    public const string CacheWrite = "cacheWritePerMtok";
    public const string ValidFrom = "validFrom";
    public const string Source = "source";

    // A price beyond it is a price for a thousand tokens, or a slip.
    private const decimal Most = 100_000;
    private const int LongestText = 300;

    public static IReadOnlyList<string> Columns { get; } = [Name, Provider, Host, Input, Output, CacheRead, CacheWrite, ValidFrom, Source];

    /// <exception cref="FormatException">What is wrong, and with which field.</exception>
    public static ModelPrice Read(IReadOnlyDictionary<string, string?> fields, PriceOrigin origin) => new()
    {
        Model = Model(Text(fields, Name) ?? throw Wrong(Name, "is missing")),
        Provider = Text(fields, Provider),
        Host = HostName(Text(fields, Host)),
        Input = Number(fields, Input) ?? throw Wrong(Input, "is missing"),
        Output = Number(fields, Output) ?? throw Wrong(Output, "is missing"),
        CacheRead = Number(fields, CacheRead),
        CacheWrite = Number(fields, CacheWrite),
        ValidFrom = Day(Text(fields, ValidFrom)),
        Source = Text(fields, Source),
        Origin = origin,
    };

    private static string Model(string name) =>
        name.IndexOf('*') is var star && (star < 0 || (star == name.Length - 1 && star > 0)) ? name : throw Wrong(Name, $"is '{name}': a * may stand only at the end of a name");

    private static string? HostName(string? host) =>
        host is null || Uri.CheckHostName(host) != UriHostNameType.Unknown ? host : throw Wrong(Host, $"is '{host}', which is not the name of a host, such as api.example.com");

    private static decimal? Number(IReadOnlyDictionary<string, string?> fields, string field)
    {
        if (Text(fields, field) is not { } text)
            return null;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
            throw Wrong(field, $"is '{text}', which is not a number such as 2.50");
        return number is >= 0 and <= Most ? number : throw Wrong(field, $"is {text}: US dollars for a million tokens, from 0 to {Most:0}");
    }

    private static DateTime? Day(string? text)
    {
        if (text is null)
            return null;
        return DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? day
            : throw Wrong(ValidFrom, $"is '{text}', which is not a day such as 2026-10-07");
    }

    private static string? Text(IReadOnlyDictionary<string, string?> fields, string field)
    {
        if (!fields.TryGetValue(field, out var found) || string.IsNullOrWhiteSpace(found))
            return null;
        var text = found!.Trim();
        return text.Length <= LongestText && !text.Any(char.IsControl) ? text : throw Wrong(field, $"has more than {LongestText} characters, or a line break");
    }

    private static FormatException Wrong(string field, string why) => new($"'{field}' {why}");
}

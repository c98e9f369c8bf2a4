using System;
using System.Globalization;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Figures as people read them.</summary>
internal static class Readable
{
    public static string Cost(decimal cost) => cost switch
    {
        0 => "$0",
        < 0.0001m => "< $0.0001",
        < 0.1m => "$" + cost.ToString("0.00##", CultureInfo.InvariantCulture),
        < 10_000 => "$" + cost.ToString("#,##0.00", CultureInfo.InvariantCulture),
        _ => "$" + cost.ToString("#,##0", CultureInfo.InvariantCulture),
    };

    public static string Count(decimal count) => count.ToString("#,##0.##", CultureInfo.InvariantCulture);

    /// <summary>In thousands, millions or billions.</summary>
    public static string Tokens(decimal tokens) => tokens switch
    {
        < 1_000 => Count(tokens),
        < 1_000_000 => Digits(tokens / 1_000) + " K",
        < 1_000_000_000 => Digits(tokens / 1_000_000) + " M",
        _ => Digits(tokens / 1_000_000_000) + " B",
    };

    public static string Share(double? share) => share switch
    {
        null => "–",
        > 0 and < 0.001 => "< 0.1 %",
        > 0.999 and < 1 => "> 99.9 %",
        0 or 1 => (share.Value * 100).ToString("0", CultureInfo.InvariantCulture) + " %",
        _ => (share.Value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
    };

    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 1 => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        < 100 => Digits((decimal)time.TotalSeconds) + " s",
        < 6000 => Digits((decimal)time.TotalMinutes) + " min",
        _ => Digits((decimal)time.TotalHours) + " h",
    };

    public static string Plural(long count, string one, string many) => count == 1 ? "1 " + one : $"{Count(count)} {many}";

    private static string Digits(decimal value) => value.ToString(value < 10 ? "0.##" : value < 100 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);
}

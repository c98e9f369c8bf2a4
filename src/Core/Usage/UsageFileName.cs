using System;
using System.Globalization;
using System.IO;

namespace ClaudeDesktop.Usage;

/// <summary>
/// The name of a ledger's file, <c>usage-2026-11-21-131500-1f2e3d4c.jsonl</c>: when it was begun, in UTC, and by which run of a gateway. Every run
/// has files of its own, so no two programs write to the same one, and their names sort by time.
/// </summary>
/// <param name="Begun">When it was begun, in UTC, to the second. The file holds what ended on that day.</param>
/// <param name="Run">Eight hexadecimal digits that tell the run from any other.</param>
public sealed record UsageFileName(DateTime Begun, string Run)
{
    private const string Prefix = "usage-";
    private const string Suffix = ".jsonl";
    private const string Time = "yyyy-MM-dd-HHmmss";
    private const int RunLength = 8;

    public override string ToString() => $"{Prefix}{Begun.ToString(Time, CultureInfo.InvariantCulture)}-{Run}{Suffix}";

    /// <summary>What a path's last part says; null where no gateway gives such a name.</summary>
    public static UsageFileName? Parse(string path)
    {
        var name = Path.GetFileName(path);
        if (name.Length != Prefix.Length + Time.Length + 1 + RunLength + Suffix.Length
            || !name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(Suffix, StringComparison.Ordinal))
            return null;
        var run = name.Substring(Prefix.Length + Time.Length + 1, RunLength);
        foreach (var digit in run)
        {
            if (digit is not ((>= '0' and <= '9') or (>= 'a' and <= 'f')))
                return null;
        }

        return name[Prefix.Length + Time.Length] == '-'
            && DateTime.TryParseExact(name.Substring(Prefix.Length, Time.Length), Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var begun)
            ? new UsageFileName(DateTime.SpecifyKind(begun, DateTimeKind.Utc), run)
            : null;
    }
}

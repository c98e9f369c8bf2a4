using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>An axis from nothing to a round figure, with lines between that are round as well.</summary>
internal sealed class Scale
{
    private Scale(decimal step, int steps)
    {
        Most = step * steps;
        Lines = [.. Enumerable.Range(0, steps + 1).Select(i => step * i)];
    }

    public decimal Most { get; }

    public IReadOnlyList<decimal> Lines { get; }

    /// <param name="greatest">The greatest value.</param>
    /// <param name="isWhole">Whether no line may stand between whole figures.</param>
    public static Scale UpTo(decimal greatest, bool isWhole)
    {
        if (greatest <= 0 || (isWhole && greatest < 1))
            return new Scale(1, 1);
        var power = 1m;
        while (power * 10 <= greatest)
            power *= 10;
        while (power > greatest)
            power /= 10;
        decimal[] steps = [power / 5, power / 4, power / 2, power, power * 2, power * 5];
        var step = steps.First(candidate => greatest / candidate <= 4.5m && (!isWhole || candidate == Math.Floor(candidate)));
        return new Scale(step, (int)Math.Ceiling(greatest / step));
    }

    /// <summary>How high a value stands, in per cent.</summary>
    public decimal Height(decimal value) => value / Most * 100;

    /// <summary>A percentage as SVG reads it.</summary>
    public static string Percent(decimal value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>The columns of the charts over time: without gaps, not too few and not too many.</summary>
internal sealed class Periods
{
    private const int FewestDays = 7;
    private const int MostDays = 62;
    private const int MostWeeks = 62;
    private const int MostMonths = 120;

    private Periods(PeriodUnit unit, IReadOnlyList<Period> all, bool isWhole)
    {
        Unit = unit;
        All = all;
        IsWhole = isWhole;
    }

    public PeriodUnit Unit { get; }

    public IReadOnlyList<Period> All { get; }

    /// <summary>Whether no earlier time was left out.</summary>
    public bool IsWhole { get; }

    public string UnitName => Unit switch { PeriodUnit.Day => "day", PeriodUnit.Week => "week", _ => "month" };

    public static Periods Of(UsageTally tally)
    {
        if (tally.First is not { } first || tally.Last is not { } last)
            return new Periods(PeriodUnit.Day, [], isWhole: true);
        var span = (last.Date - first.Date).Days + 1;
        var unit = span <= MostDays ? PeriodUnit.Day : span <= MostWeeks * 7 ? PeriodUnit.Week : PeriodUnit.Month;
        var end = StartOf(last.Date, unit);
        var begin = span < FewestDays && end > DateTime.MinValue.AddDays(FewestDays) ? end.AddDays(1 - FewestDays) : StartOf(first.Date, unit);
        var starts = Back(end, unit).TakeWhile(start => start >= begin).Take(MostMonths).Reverse().ToList();
        var periods = starts.ToDictionary(start => start, start => new Period(start, unit));
        foreach (var day in tally.Days)
        {
            if (periods.TryGetValue(StartOf(day.Key, unit), out var period))
                period.Add(day.Value);
        }

        return new Periods(unit, [.. starts.Select(start => periods[start])], starts[0] <= begin && tally.Days.First().Key == first.Date);
    }

    // Weeks begin on Monday.
    private static DateTime StartOf(DateTime day, PeriodUnit unit) => unit switch
    {
        PeriodUnit.Day => day,
        PeriodUnit.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new DateTime(day.Year, day.Month, 1),
    };

    private static IEnumerable<DateTime> Back(DateTime from, PeriodUnit unit)
    {
        for (var start = from; ;)
        {
            yield return start;
            if (start < DateTime.MinValue.AddDays(31))
                yield break;
            start = unit switch { PeriodUnit.Day => start.AddDays(-1), PeriodUnit.Week => start.AddDays(-7), _ => start.AddMonths(-1) };
        }
    }
}

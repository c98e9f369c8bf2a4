using System;
using System.Collections.Generic;
using System.Globalization;

namespace ClaudeDesktop.Usage.Report;

/// <summary>One column of every chart over time: a day, or as many as make a readable chart.</summary>
internal sealed class Period(DateTime start, PeriodUnit unit)
{
    private readonly List<DayTally> _days = [];

    public DateTime Start => start;

    public UsageFigures Figures { get; } = new();

    /// <summary>For an axis.</summary>
    public string Short => start.ToString(unit == PeriodUnit.Month ? "MMM yy" : "d MMM", CultureInfo.InvariantCulture);

    public string Long => unit switch
    {
        PeriodUnit.Day => start.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture),
        PeriodUnit.Week => $"week of {start.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
        _ => start.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
    };

    public string Iso => start.ToString(unit == PeriodUnit.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Add(DayTally day)
    {
        _days.Add(day);
        Figures.Add(day.Figures);
    }

    /// <summary>A part of the period by its name.</summary>
    public decimal Part(Func<DayTally, IReadOnlyDictionary<string, decimal>> parts, string name)
    {
        var sum = 0m;
        foreach (var day in _days)
        {
            if (parts(day).TryGetValue(name, out var value))
                sum += value;
        }

        return sum;
    }
}

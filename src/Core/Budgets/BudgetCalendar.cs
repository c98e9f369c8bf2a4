using System;

namespace ClaudeDesktop.Budgets;

/// <summary>When periods begin and end: by days of the local time zone, weeks from Monday (ISO 8601).</summary>
internal static class BudgetCalendar
{
    private const int DaysInWeek = 7;

    /// <summary>The first day of the period that a moment is in.</summary>
    public static DateTime StartOf(BudgetPeriod period, DateTimeOffset now, TimeZoneInfo zone)
    {
        var day = DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(now, zone).Date, DateTimeKind.Unspecified);
        return period switch
        {
            BudgetPeriod.Day => day,
            BudgetPeriod.Week => day.AddDays(-(((int)day.DayOfWeek + DaysInWeek - 1) % DaysInWeek)),
            BudgetPeriod.Month => day.AddDays(1 - day.Day),
            _ => throw new ArgumentOutOfRangeException(nameof(period), period, "Not a period."),
        };
    }

    /// <summary>When the period that begins on a day is over.</summary>
    public static DateTimeOffset EndOf(BudgetPeriod period, DateTime start, TimeZoneInfo zone)
    {
        var end = period switch
        {
            BudgetPeriod.Day => start.AddDays(1),
            BudgetPeriod.Week => start.AddDays(DaysInWeek),
            BudgetPeriod.Month => start.AddMonths(1),
            _ => throw new ArgumentOutOfRangeException(nameof(period), period, "Not a period."),
        };

        // In some zones the clocks are put forward at midnight, and the day begins an hour late.
        while (zone.IsInvalidTime(end))
            end = end.AddMinutes(30);
        return new DateTimeOffset(end, zone.GetUtcOffset(end));
    }
}

using System;
using System.Globalization;
using ClaudeDesktop.Budgets;
using Xunit;

namespace ClaudeDesktop.Tests.Budgets;

public sealed class BudgetCalendarTests
{
    // An hour ahead of UTC, and two from the last Sunday of March to the last of October.
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(BudgetPeriod.Day, "2026-11-20T23:30:00Z", "2026-11-21", "2026-11-21T23:00:00Z")]
    [InlineData(BudgetPeriod.Week, "2026-11-22T22:59:59Z", "2026-11-16", "2026-11-22T23:00:00Z")]
    [InlineData(BudgetPeriod.Week, "2026-11-22T23:00:00Z", "2026-11-23", "2026-11-29T23:00:00Z")]
    [InlineData(BudgetPeriod.Month, "2026-10-31T23:00:00Z", "2026-11-01", "2026-11-30T23:00:00Z")]
    [InlineData(BudgetPeriod.Month, "2026-10-15T10:00:00Z", "2026-10-01", "2026-10-31T23:00:00Z")]
    [InlineData(BudgetPeriod.Day, "2026-03-29T10:00:00Z", "2026-03-29", "2026-03-29T22:00:00Z")]
    public void A_period_begins_and_ends_at_midnight_of_the_local_zone_and_a_week_on_Monday(BudgetPeriod period, string now, string start, string end)
    {
        var began = BudgetCalendar.StartOf(period, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), Berlin);
        Assert.Equal(start, began.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeOffset.Parse(end, CultureInfo.InvariantCulture), BudgetCalendar.EndOf(period, began, Berlin));
    }

    [Fact]
    public void A_day_whose_first_hour_does_not_exist_begins_when_the_clocks_go_on()
    {
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 0, 0, 0), 4, 10),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 0, 0, 0), 10, 10));
        var zone = TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.Zero, "x", "x", "x", [rule]);
        Assert.Equal(new DateTimeOffset(2026, 4, 10, 1, 0, 0, TimeSpan.FromHours(1)), BudgetCalendar.EndOf(BudgetPeriod.Day, new DateTime(2026, 4, 9), zone));
    }
}

using System;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Budgets;

/// <summary>A clock that is wrong, or is put right, neither gives a budget a second time nor loses what was spent.</summary>
public sealed class BudgetClockTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();
    private readonly Budget _budget = Purses.Money(10);

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_new_day_begins_with_nothing_spent_and_the_old_one_is_not_forgotten_by_the_next_hour()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 9);
        Assert.Null(purse.Reserve(_budget, 2, Purses.Noon.AddHours(11)));
        purse.Spend(_budget, 2, Purses.Noon.AddHours(12));
        Assert.Equal(2, _home.Status(_budget, Purses.Noon.AddHours(13)).Spent);
    }

    [Fact]
    public void A_clock_that_is_set_back_opens_no_new_period()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 9);
        Assert.Null(purse.Reserve(_budget, 2, Purses.Noon.AddDays(-1)));
        purse.Spend(_budget, 0.5m, Purses.Noon.AddDays(-1));
        Assert.Null(purse.Reserve(_budget, 1));
        Assert.Equal(9.5m, _home.Status(_budget).Spent);
    }

    [Fact]
    public void A_clock_that_is_set_forward_and_back_again_loses_nothing()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 6);
        purse.Spend(_budget, 3, Purses.Noon.AddDays(30));
        Assert.Null(purse.Reserve(_budget, 2));
        Assert.Equal(9, _home.Status(_budget).Spent);
    }

    [Fact]
    public void A_restart_in_between_makes_no_difference_to_that()
    {
        using (var first = Purses.Living(_home))
        {
            first.Spend(_budget, 6);
            first.Spend(_budget, 3, Purses.Noon.AddDays(30));
            first.Rest(Purses.Noon.AddDays(30));
        }

        using var second = Purses.Living(_home);
        Assert.Null(second.Reserve(_budget, 2));
    }

    [Fact]
    public void What_a_wrong_clock_dated_to_a_far_future_blocks_no_later_day()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 9, Purses.Noon.AddYears(10));
        Assert.Null(purse.Reserve(_budget, 2));
        purse.Spend(_budget, 9, Purses.Noon.AddDays(1));
        purse.Spend(_budget, 9, Purses.Noon.AddDays(2));
        Assert.Equal(9, _home.Status(_budget, Purses.Noon.AddYears(10)).Spent);
    }

    [Fact]
    public void A_correction_by_seconds_around_midnight_does_not_bind_two_days_together()
    {
        var midnight = Purses.Noon.AddHours(12);
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 9, midnight.AddSeconds(-5));
        purse.Spend(_budget, 1, midnight.AddSeconds(1));
        purse.Spend(_budget, 1, midnight.AddSeconds(-1));
        Assert.Equal(2, _home.Status(_budget, midnight.AddHours(1)).Spent);
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Budgets;

public sealed class BudgetPurseTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();
    private readonly Budget _budget = Purses.Money(10);

    public void Dispose() => _home.Dispose();

    [Fact]
    public void What_is_set_aside_and_not_spent_is_free_again()
    {
        using var purse = Purses.Living(_home);
        for (var i = 0; i < 50; i++)
            purse.Settle(purse.Reserve(_budget, 5)!, _ => (0.1m, false));
        Assert.Equal(5, _home.Status(_budget).Spent);
        Assert.Equal(50, _home.Status(_budget).Requests);
    }

    [Fact]
    public void What_is_under_way_is_set_aside_for_everybody()
    {
        using var first = Purses.Living(_home);
        using var second = Purses.Living(_home);
        var under = first.Reserve(_budget, 8)!;
        Assert.Null(second.Reserve(_budget, 3));
        Assert.Equal((0, 8, 2), (_home.Status(_budget).Spent, _home.Status(_budget).Reserved, _home.Status(_budget).Remaining));
        first.Settle(under, _ => (1, false));
        first.Rest(Purses.Noon);
        Assert.NotNull(second.Reserve(_budget, 3));
    }

    [Fact]
    public void Two_gateways_never_spend_more_than_the_limit_together()
    {
        var random = new Random(7);
        BudgetPurse[] purses = [Purses.Living(_home), Purses.Living(_home)];
        var spent = 0m;
        var under = new List<(BudgetPurse Purse, BudgetReservation Reservation, decimal Cost)>();
        for (var i = 0; i < 1000; i++)
        {
            var most = random.Next(1, 100) / 1000m;
            var purse = purses[random.Next(2)];
            if (purse.Reserve(_budget, most) is { } reservation)
                under.Add((purse, reservation, most * random.Next(0, 101) / 100));
            if (under.Count < 20 && random.Next(2) == 0)
                continue;
            foreach (var (owner, done, cost) in under)
            {
                owner.Settle(done, _ => (cost, false));
                spent += cost;
            }

            under.Clear();
        }

        foreach (var (owner, done, cost) in under)
        {
            owner.Settle(done, _ => (cost, false));
            spent += cost;
        }

        Assert.InRange(spent, 9.7m, 10);
        Assert.Equal(spent, _home.Status(_budget).Spent);
        Array.ForEach(purses, purse => purse.Dispose());
    }

    [Fact]
    public void A_gateway_that_was_killed_leaves_what_it_noted_as_spent_and_nothing_else_taken()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says which boot a process is of; elsewhere all that was lent counts.");
        using (var killed = Purses.Killed(_home))
        {
            killed.Spend(_budget, 1);
            killed.Spend(_budget, 0.5m);
            Assert.NotNull(killed.Reserve(_budget, 2));
        }

        Assert.Equal((3.5m, 0), (_home.Status(_budget).Spent, _home.Status(_budget).Reserved));
        using var living = Purses.Living(_home);
        Assert.NotNull(living.Reserve(_budget, 6.5m));
        Assert.Null(living.Reserve(_budget, 0.01m));
        Assert.Equal(3.5m, _home.Status(_budget).Spent);
        Assert.Single(Directory.GetFiles(_home.Data.BudgetFolder));
    }

    [Fact]
    public void Where_the_machine_went_down_all_that_was_lent_counts_as_spent()
    {
        using (var lost = Purses.OfAnotherBoot(_home))
            lost.Spend(_budget, 1);
        Assert.Equal(2.5m, _home.Status(_budget).Spent);
        using var living = Purses.Living(_home);
        Assert.Null(living.Reserve(_budget, 8));
        Assert.NotNull(living.Reserve(_budget, 7.5m));
    }

    [Fact]
    public void A_line_that_was_being_written_when_the_process_died_is_no_reason_to_forget_the_others()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says which boot a process is of; elsewhere all that was lent counts.");
        using (var killed = Purses.Killed(_home))
            killed.Spend(_budget, 1);
        File.AppendAllText(Assert.Single(Directory.GetFiles(_home.Data.BudgetFolder)), "+ 2 2026-1");
        Assert.Equal(1, _home.Status(_budget).Spent);
    }

    [Fact]
    public void Notes_that_make_no_sense_count_as_all_that_was_lent()
    {
        using (var killed = Purses.Killed(_home))
            killed.Spend(_budget, 1);
        File.AppendAllText(Assert.Single(Directory.GetFiles(_home.Data.BudgetFolder)), "nonsense\n");
        Assert.Equal(2.5m, _home.Status(_budget).Spent);
    }

    [Fact]
    public void A_gateway_at_rest_holds_nothing_and_leaves_no_notes()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 1);
        Assert.True(purse.HoldsSomething);
        purse.Rest(Purses.Noon);
        Assert.False(purse.HoldsSomething);
        Assert.Empty(Directory.GetFiles(_home.Data.BudgetFolder));
        Assert.DoesNotContain("\"owner\"", _home.Text(_home.Data.BudgetStateFile)!, StringComparison.Ordinal);
        Assert.Equal((1, 0), (_home.Status(_budget).Spent, _home.Status(_budget).Reserved));
        purse.Spend(_budget, 1);
        Assert.Equal(2, _home.Status(_budget).Spent);
    }

    [Fact]
    public void A_request_that_is_refused_writes_nothing()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 10);
        Assert.Null(purse.Reserve(_budget, 1));
        var before = _home.Tree();
        for (var i = 0; i < 5; i++)
            Assert.Null(purse.Reserve(_budget, 1));
        Assert.Equal(before, _home.Tree());
    }

    [Fact]
    public void Most_requests_take_no_lock()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 0.01m);
        var state = _home.Text(_home.Data.BudgetStateFile);
        for (var i = 0; i < 6; i++)
            purse.Spend(_budget, 0.01m);
        Assert.Equal(state, _home.Text(_home.Data.BudgetStateFile));
        Assert.Equal(0.07m, _home.Status(_budget).Spent);
    }

    [Fact]
    public void A_request_counts_against_every_budget_or_against_none()
    {
        using var purse = Purses.Living(_home);
        var small = Purses.Money(1, "small");
        Assert.Null(purse.TryReserve([new BudgetNeed(_budget, 2), new BudgetNeed(small, 2)], Purses.Noon, out var refused));
        Assert.Equal("small", refused!.Name);
        purse.Settle(purse.TryReserve([new BudgetNeed(_budget, 1), new BudgetNeed(small, 1)], Purses.Noon, out _)!, _ => (0.4m, false));
        Assert.Equal((0.4m, 0.4m), (_home.Status(_budget).Spent, _home.Status(small).Spent));
    }

    [Fact]
    public void Two_budgets_in_turn_do_not_take_each_others_slices_away()
    {
        using var purse = Purses.Living(_home);
        var other = Purses.Money(10, "other");
        purse.Spend(_budget, 0.01m);
        purse.Spend(other, 0.01m);
        var state = _home.Text(_home.Data.BudgetStateFile);
        purse.Spend(_budget, 0.01m);
        purse.Spend(other, 0.01m);
        Assert.Equal(state, _home.Text(_home.Data.BudgetStateFile));
    }

    [Fact]
    public void A_request_whose_price_nobody_knows_is_counted_as_such_and_refused_only_when_nothing_is_left()
    {
        using var purse = Purses.Living(_home);
        purse.Settle(purse.Reserve(_budget, 0)!, _ => (0, true));
        Assert.Equal((0, 1, 1), (_home.Status(_budget).Spent, _home.Status(_budget).Requests, _home.Status(_budget).UnpricedRequests));
        purse.Spend(_budget, 10);
        Assert.Null(purse.Reserve(_budget, 0));
    }

    [Fact]
    public void The_share_is_warned_of_once_in_a_period_whoever_notices()
    {
        using var first = Purses.Living(_home);
        using var second = Purses.Living(_home);
        first.Spend(_budget, 7.9m);
        first.Rest(Purses.Noon);
        Assert.Empty(first.TakeWarnings());
        first.Spend(_budget, 0.2m);
        first.Rest(Purses.Noon);
        Assert.Equal(BudgetLevel.Warning, Assert.Single(first.TakeWarnings()).Level);
        second.Spend(_budget, 0.2m);
        second.Rest(Purses.Noon);
        Assert.Empty(first.TakeWarnings().Concat(second.TakeWarnings()));
        second.Spend(_budget, 9, Purses.Noon.AddDays(1));
        second.Rest(Purses.Noon.AddDays(1));
        Assert.Single(second.TakeWarnings());
    }

    [Fact]
    public void Another_limit_counts_at_once_and_keeps_what_was_spent()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 5);
        Assert.Null(purse.Reserve(_budget with { Limit = 5.5m }, 1));
        Assert.NotNull(purse.Reserve(_budget with { Limit = 6 }, 1));
    }

    [Fact]
    public void A_budget_that_becomes_another_one_begins_anew_and_takes_nothing_over()
    {
        using var purse = Purses.Living(_home);
        purse.Spend(_budget, 5);
        var tokens = _budget with { Unit = BudgetUnit.Tokens, Limit = 1000 };
        purse.Settle(purse.Reserve(tokens, 100)!, _ => (60, false));
        purse.Rest(Purses.Noon);
        Assert.Equal(60, _home.Status(tokens).Spent);
    }

    [Fact]
    public void What_ends_after_midnight_counts_on_the_day_on_which_it_began()
    {
        using var purse = Purses.Living(_home);
        var late = purse.Reserve(_budget, 4, Purses.Noon.AddHours(11.9))!;
        purse.Spend(_budget, 1, Purses.Noon.AddHours(13));
        purse.Settle(late, _ => (4, false));
        purse.Rest(Purses.Noon.AddHours(13));
        Assert.Equal(1, _home.Status(_budget, Purses.Noon.AddHours(13)).Spent);
    }

    [Fact]
    public void A_state_that_makes_no_sense_is_never_taken_for_an_empty_one()
    {
        using var purse = Purses.Living(_home);
        _home.Write(_home.Data.BudgetStateFile, "{ broken");
        Assert.Equal(ErrorCode.FileUnreadable, Assert.Throws<ClaudeDesktopException>(() => purse.Reserve(_budget, 1)).Code);
        Assert.Equal("{ broken", _home.Text(_home.Data.BudgetStateFile));
    }
}

using System;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Budgets;

public sealed class BudgetStoreTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    private BudgetStore Store => new(_home.Data, new FileOperations());

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_budget_comes_back_as_it_was_set()
    {
        var budget = Purses.Money(12.5m, "Team budget", BudgetPeriod.Week) with { Provider = "kimi", Role = ModelRole.Opus, WarnAt = 0.5m, AtLimit = BudgetAction.Fallback, CreatedAt = Purses.Noon };
        Store.Put(budget);
        Assert.Equal(budget, Assert.Single(Store.Read()));
        Assert.Equal(budget, Store.Find("TEAM BUDGET"));
    }

    [Fact]
    public void What_this_version_does_not_know_stays()
    {
        _home.Write(_home.Data.BudgetFile, """{"mine":1,"budgets":[{"name":"a","limitUsd":1.50,"period":"Day","colour":"red"}]}""");
        Store.Put(Store.Find("A")! with { WarnAt = 0.9m });
        var text = _home.Text(_home.Data.BudgetFile)!;
        Assert.Contains("\"mine\":1", text, StringComparison.Ordinal);
        Assert.Contains("\"limitUsd\":1.50", text, StringComparison.Ordinal);
        Assert.Contains("\"colour\":\"red\"", text, StringComparison.Ordinal);
        Assert.Contains("0.9", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_unit_takes_the_place_of_the_old_limit()
    {
        Store.Put(Purses.Money(5));
        Store.Put(Purses.Money(5) with { Unit = BudgetUnit.Tokens, Limit = 1000 });
        Assert.DoesNotContain("limitUsd", _home.Text(_home.Data.BudgetFile)!, StringComparison.Ordinal);
        Assert.Equal(1000, Assert.Single(Store.Read()).Limit);
    }

    [Fact]
    public void One_that_is_removed_takes_what_was_spent_of_it_along()
    {
        var budget = Purses.Money(5);
        Store.Put(budget);
        using (var purse = Purses.Living(_home))
        {
            purse.Spend(budget, 4);
            purse.Rest(Purses.Noon);
        }

        Store.Remove("all");
        Assert.Equal(ErrorCode.BudgetNotFound, Assert.Throws<ClaudeDesktopException>(() => Store.Remove("all")).Code);
        Store.Put(budget);
        Assert.Equal(0, _home.Status(budget).Spent);
    }

    [Theory]
    [InlineData("""{"budgets":[{"name":"a","period":"Day"}]}""", "limitUsd")]
    [InlineData("""{"budgets":[{"name":"a","limitUsd":0}]}""", "above 0")]
    [InlineData("""{"budgets":[{"name":"a","limitUsd":1,"limitTokens":1}]}""", "not one of")]
    [InlineData("""{"budgets":[{"name":"a","limitUsd":1,"period":"Year"}]}""", "Year")]
    [InlineData("""{"budgets":[{"name":"a","limitUsd":1},{"name":"A","limitUsd":2}]}""", "twice")]
    [InlineData("""{"budgets":[1]}""", "no object")]
    public void A_file_that_makes_no_sense_is_refused_by_name_and_left_alone(string text, string why)
    {
        _home.Write(_home.Data.BudgetFile, text);
        var error = Assert.Throws<ClaudeDesktopException>(() => Store.Put(Purses.Money(5)));
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains(_home.Data.BudgetFile, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, _home.Text(_home.Data.BudgetFile));
    }

    [Theory]
    [InlineData("", 1, 0.8)]
    [InlineData("a/b", 1, 0.8)]
    [InlineData("a", 0, 0.8)]
    [InlineData("a", 1, 0)]
    [InlineData("a", 1, 1.01)]
    public void One_that_makes_no_sense_is_not_set(string name, decimal limit, decimal warnAt)
    {
        Assert.Equal(ErrorCode.BudgetInvalid, Assert.Throws<ClaudeDesktopException>(() => Store.Put(Purses.Money(limit, name) with { WarnAt = warnAt })).Code);
        Assert.Null(_home.Text(_home.Data.BudgetFile));
    }
}

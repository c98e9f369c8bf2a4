using System.Threading.Tasks;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Budgets;

public sealed class BudgetFallbackTests
{
    private static readonly Budget OfFirst = BudgetWorld.Tokens(50, "first") with { Provider = "test" };

    [Fact]
    public async Task A_budget_that_says_so_lets_the_fallbacks_have_their_turn()
    {
        await using var providers = await Failover.Providers.StartAsync();
        new BudgetStore(providers.Gateway.Home, new FileOperations()).Put(OfFirst with { AtLimit = BudgetAction.Fallback });
        var answered = await providers.AskAsync();
        Assert.Equal((200, "second"), (answered.Status, answered.Provider));
        Assert.Empty(providers.First.Requests);
    }

    [Fact]
    public async Task Any_other_refuses_whoever_could_stand_in()
    {
        await using var providers = await Failover.Providers.StartAsync();
        new BudgetStore(providers.Gateway.Home, new FileOperations()).Put(OfFirst);
        var answered = await providers.AskAsync();
        Assert.Equal((429, "billing_error", "false"), (answered.Status, BudgetWorld.TypeOf(answered.Text), answered.Headers["x-should-retry"]));
        Assert.Empty(providers.First.Requests);
        Assert.Empty(providers.Second.Requests);
    }

    [Fact]
    public async Task Where_the_fallbacks_have_no_room_either_the_request_is_refused()
    {
        await using var providers = await Failover.Providers.StartAsync();
        new BudgetStore(providers.Gateway.Home, new FileOperations()).Put(OfFirst with { Provider = null, AtLimit = BudgetAction.Fallback });
        var answered = await providers.AskAsync();
        Assert.Equal((429, "billing_error"), (answered.Status, BudgetWorld.TypeOf(answered.Text)));
        Assert.Empty(providers.Second.Requests);
    }
}

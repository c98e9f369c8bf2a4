using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Budgets;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Microsoft.AspNetCore.Http;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Budgets;

public sealed class BudgetTests
{
    private const string Price = """[{"name":"upstream-model","inputPerMtok":1000,"outputPerMtok":5000}]""";

    [Fact]
    public async Task What_an_answer_used_counts_and_at_the_limit_no_upstream_is_asked()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Tokens(250, "Team"));
        Assert.Equal(200, (await world.AskAsync()).Status);
        Assert.Equal((100, 1), (world.Status("Team").Spent, world.Status("Team").Requests));
        Assert.Equal(200, (await world.AskAsync()).Status);
        var (status, body, header, retry) = await world.AskAsync();
        Assert.Equal((429, "billing_error", "false"), (status, BudgetWorld.TypeOf(body), retry));
        Assert.Contains("The budget 'Team' has 50 tokens left of 250 tokens", body, StringComparison.Ordinal);
        Assert.Contains($"begins anew at {world.Status("Team").ResetsAt:yyyy-MM-dd}", body, StringComparison.Ordinal);
        Assert.StartsWith("Team; spent=200; limit=250; unit=tokens; resets=", header, StringComparison.Ordinal);
        Assert.Equal(2, world.Upstream.Requests.Count);
    }

    [Fact]
    public async Task Money_is_counted_by_the_price_of_each_kind_of_token()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Price(Price);
        world.Set(BudgetWorld.Money(1m));
        Assert.Equal(200, (await world.AskAsync()).Status);
        Assert.Equal((0.46m, 0), (world.Status().Spent, world.Status().UnpricedRequests));
        Assert.Equal(429, (await world.AskAsync(Bodies.Ask.Replace("100", "110", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task The_share_is_told_in_a_header_and_logged_once()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Tokens(1000) with { WarnAt = 0.15m });
        Assert.Null((await world.AskAsync()).Header);
        Assert.Null((await world.AskAsync()).Header);
        Assert.StartsWith("all; spent=200; limit=1000", (await world.AskAsync()).Header, StringComparison.Ordinal);
        while ((await world.AskAsync()).Status == 200)
        {
        }

        Assert.Single(world.Gateway.Log.Lines, line => line.Message.Contains("Budget 'all'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_period_begins_with_nothing_spent()
    {
        var time = new FakeTime();
        await using var world = await BudgetWorld.StartAsync(time);
        world.Set(BudgetWorld.Tokens(150) with { Period = BudgetPeriod.Day });
        Assert.Equal(200, (await world.AskAsync()).Status);
        Assert.Equal(429, (await world.AskAsync()).Status);
        time.Advance(24 * 60 * 60);
        Assert.Equal(200, (await world.AskAsync()).Status);
        Assert.Equal(100, world.Status(now: time.GetUtcNow()).Spent);
    }

    [Fact]
    public async Task What_nobody_knows_the_price_of_is_let_through_and_said()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Money(0.01m));
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (await world.AskAsync()).Status);
        Assert.Equal((0, 3, 3), (world.Status().Spent, world.Status().Requests, world.Status().UnpricedRequests));
    }

    [Fact]
    public async Task Only_what_a_budget_is_for_counts_against_it()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Tokens(150, "opus") with { Role = ModelRole.Opus });
        world.Set(BudgetWorld.Tokens(150, "other") with { Provider = "other" });
        world.Set(BudgetWorld.Tokens(10_000, "test") with { Provider = "TEST" });
        Assert.Equal(200, (await world.AskAsync()).Status);
        Assert.Equal(200, (await world.AskAsync()).Status);
        var opus = Bodies.Ask.Replace("claude-sonnet-5", "claude-opus-5", StringComparison.Ordinal);
        Assert.Equal(200, (await world.AskAsync(opus)).Status);
        Assert.Equal(429, (await world.AskAsync(opus)).Status);
        Assert.Equal((100, 0, 300), (world.Status("opus").Spent, world.Status("other").Spent, world.Status("test").Spent));
    }

    [Fact]
    public async Task A_budget_that_is_set_raised_or_removed_counts_from_the_next_request_on()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Tokens(150));
        Assert.Equal(200, (await world.AskAsync()).Status);
        Assert.Equal(429, (await world.AskAsync()).Status);
        world.Set(BudgetWorld.Tokens(250));
        Assert.Equal(200, (await world.AskAsync()).Status);
        Assert.Equal(429, (await world.AskAsync()).Status);
        new BudgetStore(world.Gateway.Home, new FileOperations()).Remove("all");
        Assert.Equal(200, (await world.AskAsync()).Status);
    }

    [Fact]
    public async Task A_request_that_fails_before_it_is_answered_costs_nothing()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Tokens(150));
        world.Upstream.Json("""{"type":"error","error":{"type":"invalid_request_error","message":"no"}}""", 400);
        for (var i = 0; i < 5; i++)
            Assert.Equal(400, (await world.AskAsync()).Status);
        Assert.Equal((0, 0), (world.Status().Spent, world.Status().Reserved));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_counts_as_what_was_set_aside()
    {
        PublishedForm.SkipWhen(true, PublishedForm.OneTry);
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Tokens(1000));
        world.Gateway.Grammar.IsOn = false;
        world.Upstream.Answer = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        await world.AskAsync(Bodies.AskStream);
        Assert.InRange(world.Status().Spent, 100, 150);
    }

    [Fact]
    public async Task Where_it_cannot_be_told_what_is_left_nothing_is_spent()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Tokens(1000));
        await File.WriteAllTextAsync(world.Gateway.Home.BudgetStateFile, "{ broken", TestContext.Current.CancellationToken);
        var (status, body, _, _) = await world.AskAsync();
        Assert.Equal((500, "api_error"), (status, BudgetWorld.TypeOf(body)));
        Assert.Contains("budgets.state.json", body, StringComparison.Ordinal);
        Assert.Empty(world.Upstream.Requests);
    }

    [Fact]
    public async Task A_restart_forgets_nothing_and_a_gateway_that_ends_leaves_nothing_set_aside()
    {
        await using var world = await BudgetWorld.StartAsync();
        world.Set(BudgetWorld.Tokens(250));
        Assert.Equal(200, (await world.AskAsync()).Status);
        await world.Gateway.Server.DisposeAsync();
        Assert.Empty(Directory.GetFiles(world.Gateway.Home.BudgetFolder));
        await using var second = await world.StartAnotherAsync();
        using var first = await world.PostAsync(second.Port, TestContext.Current.CancellationToken);
        using var last = await world.PostAsync(second.Port, TestContext.Current.CancellationToken);
        Assert.Equal((200, 429), ((int)first.StatusCode, (int)last.StatusCode));
        Assert.Equal(200, world.Status().Spent);
    }

    [Fact]
    public async Task Two_gateways_of_one_folder_never_spend_more_than_the_limit()
    {
        await using var world = await BudgetWorld.StartAsync();
        const int Limit = 30_000;
        world.AnswerByChance();
        world.Set(BudgetWorld.Tokens(Limit));
        await using var second = await world.StartAnotherAsync();
        int[] ports = [world.Gateway.Server.Port, second.Port];
        var statuses = new int[1000];
        await Parallel.ForAsync(0, statuses.Length, new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = TestContext.Current.CancellationToken }, async (i, stop) =>
        {
            using var response = await world.PostAsync(ports[i % 2], stop);
            statuses[i] = (int)response.StatusCode;
        });
        Assert.Equal([200, 429], statuses.Distinct().Order());
        Assert.InRange(world.Billed, Limit - 4000, Limit);
        Assert.Equal(world.Billed, world.Status().Spent);
    }
}

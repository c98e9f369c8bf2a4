using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

public sealed class HealthTests
{
    private static readonly FailoverLimits Once = Providers.Quick with { TriesEach = 1 };

    [Fact]
    public async Task A_provider_that_keeps_failing_is_left_alone_until_one_request_has_found_it_well()
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(time: time, failover: Once);
        providers.First.Answer = Providers.Error(500);
        for (var i = 0; i < 10; i++)
            Assert.Equal("second", (await providers.AskAsync()).Provider);
        Assert.Equal(4, providers.First.Requests.Count);
        providers.First.Answer = Providers.Whole;
        time.Advance(30);
        Assert.Equal("test", (await providers.AskAsync()).Provider);
        Assert.Equal("test", (await providers.AskAsync()).Provider);
    }

    [Fact]
    public async Task A_provider_that_asks_for_patience_is_not_asked_before()
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(time: time, failover: Once);
        providers.First.Answer = Providers.Error(429, retryAfter: "60");
        for (var i = 0; i < 3; i++)
            Assert.Equal("second", (await providers.AskAsync()).Provider);
        Assert.Single(providers.First.Requests);
        providers.First.Answer = Providers.Whole;
        time.Advance(60);
        Assert.Equal("test", (await providers.AskAsync()).Provider);
    }

    [Fact]
    public async Task When_everybody_is_left_alone_the_one_that_may_soonest_be_asked_is_asked_all_the_same()
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(time: time, failover: Once);
        providers.First.Answer = Providers.Error(429, retryAfter: "600");
        providers.Second.Answer = Providers.Error(429, retryAfter: "300");
        await providers.AskAsync();
        providers.Second.Answer = Providers.Whole;
        var answered = await providers.AskAsync();
        Assert.Equal((200, "second", 1), (answered.Status, answered.Provider, providers.First.Requests.Count));
    }

    [Fact]
    public async Task A_model_that_a_provider_does_not_know_says_nothing_of_its_health()
    {
        await using var providers = await Providers.StartAsync(failover: Once);
        providers.First.Answer = Providers.Error(404);
        for (var i = 0; i < 10; i++)
            Assert.Equal("second", (await providers.AskAsync()).Provider);
        Assert.Equal(10, providers.First.Requests.Count);
    }

    [Fact]
    public async Task A_provider_that_was_changed_begins_anew()
    {
        await using var providers = await Providers.StartAsync(failover: Once);
        providers.First.Answer = Providers.Error(401);
        for (var i = 0; i < 5; i++)
            await providers.AskAsync();
        Assert.Equal(4, providers.First.Requests.Count);
        providers.First.Answer = Providers.Whole;
        providers.Gateway.Change(store => store.With(store.Find("test")! with { KeyHint = "new1", UpdatedAt = DateTimeOffset.UtcNow }));
        Assert.Equal("test", (await providers.AskAsync()).Provider);
    }

    [Fact]
    public async Task A_conversation_stays_where_it_was_taken_over_while_others_go_home()
    {
        var time = new FakeTime();
        await using var providers = await Providers.StartAsync(time: time, failover: Once);
        providers.First.Answer = Providers.Whole;
        Assert.Equal("test", (await providers.AskAsync(session: "a")).Provider);
        providers.First.Answer = Providers.Error(529);
        Assert.Equal("second", (await providers.AskAsync(session: "a")).Provider);
        providers.First.Answer = Providers.Whole;
        Assert.Equal("second", (await providers.AskAsync(session: "a")).Provider);
        Assert.Equal("test", (await providers.AskAsync(session: "b")).Provider);
        time.Advance(600);
        var later = await providers.AskAsync(session: "a");
        Assert.Equal(("test", "1"), (later.Provider, later.Tries));
    }

    [Fact]
    public async Task A_session_is_also_read_from_the_metadata()
    {
        await using var providers = await Providers.StartAsync(failover: Once);
        var ask = Bodies.Ask.Replace("\"max_tokens\"", "\"metadata\":{\"user_id\":\"{\\\"session_id\\\":\\\"a\\\"}\"},\"max_tokens\"", StringComparison.Ordinal);
        providers.First.Answer = Providers.Error(529);
        await providers.AskAsync(ask);
        providers.First.Answer = Providers.Whole;
        Assert.Equal("second", (await providers.AskAsync(ask)).Provider);
        Assert.Equal("test", (await providers.AskAsync()).Provider);
    }

    [Fact]
    public async Task Tokens_are_counted_where_the_conversation_is_and_only_there()
    {
        await using var providers = await Providers.StartAsync(failover: Once);
        providers.First.Answer = Providers.Error(529);
        await providers.AskAsync(session: "a");
        providers.Second.Json("""{"input_tokens":42}""");
        using var request = new System.Net.Http.HttpRequestMessage(System.Net.Http.HttpMethod.Post, "/claude-desktop/v1/messages/count_tokens") { Content = new System.Net.Http.StringContent(Bodies.Ask) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("x-claude-code-session-id", "a");
        using var response = await providers.Gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("{\"input_tokens\":42}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("second", Assert.Single(response.Headers.GetValues("x-claudedesktop-provider")));
        Assert.DoesNotContain(providers.First.Requests, seen => seen.Target.Contains("count_tokens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_of_the_gateway_itself_say_that_nobody_was_asked()
    {
        await using var providers = await Providers.StartAsync();
        var answered = await providers.AskAsync("{}");
        Assert.Equal((400, "0", ""), (answered.Status, answered.Tries, answered.Provider));
    }
}

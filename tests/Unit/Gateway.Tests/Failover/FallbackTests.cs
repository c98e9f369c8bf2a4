using System;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

public sealed class FallbackTests
{
    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(529)]
    public async Task What_may_be_the_providers_own_trouble_is_taken_to_the_next_one(int status)
    {
        await using var providers = await Providers.StartAsync();
        providers.First.Answer = Providers.Error(status);
        var answered = await providers.AskAsync();
        Assert.Equal((200, "second", "m-second"), (answered.Status, answered.Provider, answered.Model));
        Assert.Contains("Hello", answered.Text, StringComparison.Ordinal);
        Assert.Contains("\"model\":\"m-second\"", providers.Second.Only.Text, StringComparison.Ordinal);
        Assert.Equal("second", providers.Gateway.Log.Requests.Take(TestContext.Current.CancellationToken).Provider);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(405)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(422)]
    [InlineData(501)]
    public async Task What_is_wrong_with_the_request_is_told_at_once(int status)
    {
        await using var providers = await Providers.StartAsync();
        providers.First.Answer = Providers.Error(status, "not like this");
        var answered = await providers.AskAsync();
        Assert.Equal((status, "test", "1"), (answered.Status, answered.Provider, answered.Tries));
        Assert.Contains("not like this", answered.Text, StringComparison.Ordinal);
        Assert.Empty(providers.Second.Requests);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_asked_twice_and_no_more()
    {
        await using var providers = await Providers.StartAsync();
        await providers.First.DisposeAsync();
        var answered = await providers.AskAsync();
        Assert.Equal((200, "second", "3"), (answered.Status, answered.Provider, answered.Tries));
    }

    [Fact]
    public async Task Fallbacks_that_cannot_be_asked_are_passed_over_and_named_when_all_fails()
    {
        await using var providers = await Providers.StartAsync();
        providers.Add(providers.Gateway.Provider("keyless", ApiFormat.AnthropicMessages, "m"), key: null);
        providers.Gateway.Change(store => store.With(store.Find("test")! with { Fallback = ["nobody", "claude-desktop-official", "keyless", "second"] }));
        providers.First.Answer = Providers.Error(529, "too busy");
        providers.Second.Answer = Providers.Error(401, "bad key");
        var answered = await providers.AskAsync();
        Assert.Equal(529, answered.Status);
        Assert.Contains("too busy", answered.Text, StringComparison.Ordinal);
        foreach (var told in (string[])["second: ", "bad key", "nobody was not asked", "claude-desktop-official was not asked: Fallback 'claude-desktop-official' is Claude Desktop's own sign-in", "keyless was not asked"])
            Assert.Contains(told, answered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_smallest_wait_that_was_told_is_passed_on()
    {
        await using var providers = await Providers.StartAsync();
        providers.First.Answer = Providers.Error(429, retryAfter: "90");
        providers.Second.Answer = Providers.Error(429, retryAfter: "30");
        var answered = await providers.AskAsync();
        Assert.Equal((429, "30"), (answered.Status, answered.Headers["retry-after"]));
        Assert.Equal((1, 1), (providers.First.Requests.Count, providers.Second.Requests.Count));
    }

    [Fact]
    public async Task The_only_provider_is_waited_for_when_it_asks_for_a_moment()
    {
        await using var providers = await Providers.StartAsync();
        providers.Gateway.Change(store => store.With(store.Find("test")! with { Fallback = [] }));
        var asked = 0;
        providers.First.Answer = context => ++asked == 1 ? Providers.Error(429, retryAfter: "0")(context) : Providers.Whole(context);
        var answered = await providers.AskAsync();
        Assert.Equal((200, "2"), (answered.Status, answered.Tries));
    }

    [Fact]
    public async Task Each_fallback_serves_the_role_by_its_own_route()
    {
        await using var providers = await Providers.StartAsync();
        providers.First.Answer = Providers.Error(503);
        var answered = await providers.AskAsync(Bodies.Ask.Replace("claude-sonnet-5", "claude-opus-5", StringComparison.Ordinal));
        Assert.Equal((200, "m-second-large"), (answered.Status, answered.Model));
        Assert.Contains("\"model\":\"claude-opus-5\"", answered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_routes_own_provider_is_stood_in_for_by_its_own_fallbacks_and_then_by_the_active_ones()
    {
        await using var providers = await Providers.StartAsync();
        providers.Add(providers.Gateway.Provider("third", ApiFormat.AnthropicMessages, "m-third") with { BaseUri = providers.Second.Root });
        providers.Gateway.Change(store => store
            .With(store.Find("second")! with { Fallback = ["third"] })
            .With(store.Find("test")! with { Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "m-routed", ProviderId = "second" }], Fallback = ["test"] }));
        providers.First.Answer = Providers.Error(401);
        providers.Second.Answer = Providers.Error(401);
        await providers.AskAsync();
        Assert.Equal(["m-routed", "m-third"], providers.Second.Requests.Select(request => request.Json.GetProperty("model").GetString()));
    }
}

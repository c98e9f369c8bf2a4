using System;
using System.Linq;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Failover;

public sealed class ConversationsTests
{
    private readonly FakeTime _time = new();
    private readonly Conversations _conversations;
    private readonly Candidate _home = Named("home");
    private readonly Candidate _other = Named("other");

    public ConversationsTests() => _conversations = new Conversations(new ConversationLimits { Most = 3 }, _time);

    [Fact]
    public void A_conversation_that_was_taken_over_stays_for_a_while_and_then_goes_home()
    {
        Answered(_home);
        Answered(_other);
        _time.Advance(599);
        Assert.Equal("other", First());
        _time.Advance(1);
        Assert.Equal("home", First());
    }

    [Fact]
    public void Staying_is_not_made_longer_by_use()
    {
        Answered(_home);
        for (var i = 0; i < 10; i++)
        {
            Answered(_other);
            _time.Advance(60);
        }

        Assert.Equal("home", First());
    }

    [Fact]
    public void One_that_is_switched_again_and_again_stays_longer_each_time()
    {
        Answered(_home);
        foreach (var minutes in (int[])[10, 20, 40, 60, 60])
        {
            Answered(_other);
            _time.Advance((minutes * 60) - 1);
            Assert.Equal("other", First());
            _time.Advance(1);
            Assert.Equal("home", First());
            Answered(_home);
        }
    }

    [Fact]
    public void A_long_time_without_a_switch_makes_the_next_stay_short_again()
    {
        Answered(_home);
        Answered(_other);
        _time.Advance(600);
        Answered(_home);
        _time.Advance(3600);
        Answered(_other);
        _time.Advance(600);
        Assert.Equal("home", First());
    }

    [Fact]
    public void Another_provider_that_is_enabled_counts_for_conversations_under_way()
    {
        Answered(_home);
        Answered(_other);
        Assert.Equal("third", _conversations.Order("s", [Named("third"), _other])[0].ProviderId);
    }

    [Fact]
    public void Of_many_conversations_the_one_that_was_silent_longest_is_forgotten()
    {
        foreach (var key in (string[])["a", "b", "c", "a", "d"])
            _conversations.Answered(key, _home, _other);
        Assert.Equal(3, _conversations.Count);
        Assert.Equal(["other", "home", "other", "other"], ((string[])["a", "b", "c", "d"]).Select(key => _conversations.Order(key, [_home, _other])[0].ProviderId));
    }

    [Fact]
    public void A_client_that_names_no_conversation_is_asked_for_none()
    {
        _conversations.Answered(null, _home, _other);
        Assert.Equal((0, "home"), (_conversations.Count, _conversations.Order(null, [_home, _other])[0].ProviderId));
    }

    private static Candidate Named(string id) => new(new RoutedModel("claude-sonnet-5", new Provider { Id = id, Name = id, Mode = ProviderMode.Mapped }, "m", null), null);

    private void Answered(Candidate server) => _conversations.Answered("s", _home, server);

    private string First() => _conversations.Order("s", [_home, _other])[0].ProviderId;
}

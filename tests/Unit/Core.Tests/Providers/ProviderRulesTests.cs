using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public class ProviderRulesTests
{
    private static readonly Provider Direct = new() { Id = "p", Name = "P", Mode = ProviderMode.Direct, BaseUri = new Uri("https://api.example.com") };

    private static readonly Provider Mapped = Direct with
    {
        Mode = ProviderMode.Mapped,
        ApiFormat = ApiFormat.OpenAIChat,
        Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "m" }],
    };

    public static TheoryData<string, Provider, string> Broken { get; } = new()
    {
        { "no name", Direct with { Name = " " }, "no name" },
        { "an id with a space", Direct with { Id = "a b" }, "Its id" },
        { "no address", Direct with { BaseUri = null }, "-BaseUri" },
        { "http to another machine", Direct with { BaseUri = new Uri("http://api.example.com") }, "must use https" },
        { "a password in the address", Direct with { BaseUri = new Uri("https://u:p@api.example.com") }, "password" },
        { "a query in the address", Direct with { BaseUri = new Uri("https://api.example.com/?a=1") }, "'?'" },
        { "a key among the headers", Direct with { Headers = new Dictionary<string, string> { ["X-Api-Key"] = "k" } }, "-ApiKey" },
        { "a token among the headers", Direct with { Headers = new Dictionary<string, string> { ["Helicone-Auth"] = "k" } }, "-ApiKey" },
        { "a header of the body", Direct with { Headers = new Dictionary<string, string> { ["content-type"] = "a/b" } }, "cannot be given" },
        { "a header of the connection", Direct with { Headers = new Dictionary<string, string> { ["host"] = "a" } }, "cannot be given" },
        { "a header with a line break", Direct with { Headers = new Dictionary<string, string> { ["X-A"] = "a\r\nb" } }, "not a header that can be sent" },
        { "a direct provider of another format", Direct with { ApiFormat = ApiFormat.OpenAIChat }, "use Mapped mode" },
        { "a direct provider with routes", Direct with { Routes = Mapped.Routes }, "Routes need the local gateway" },
        { "a direct provider with a fallback", Direct with { Fallback = ["q"] }, "Failover needs the local gateway" },
        { "an unsafe model", Direct with { Models = ["gpt-5"] }, "'gpt-5'" },
        { "an unsafe route id", Mapped with { Routes = [Mapped.Routes[0] with { RouteId = "claude-old" }] }, "'claude-old'" },
        { "a route without a model", Mapped with { Routes = [Mapped.Routes[0] with { Model = " " }] }, "no upstream model" },
        { "a route id twice", Mapped with { Routes = [Mapped.Routes[0], Mapped.Routes[0]] }, "stands twice" },
        { "a mapped provider with models", Mapped with { Models = ["claude-sonnet-5"] }, "New-CDModelRoute" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_provider_that_cannot_work_is_refused_with_what_is_wrong(string what, Provider provider, string says)
    {
        var error = Assert.Throws<ClaudeDesktopException>(() => ProviderRules.Check(provider));

        Assert.True(error.Code == ErrorCode.ProviderInvalid, what);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_an_addresss_query_is_not_repeated() =>
        Assert.DoesNotContain("k-123", string.Join(' ', ProviderRules.Problems(Direct with { BaseUri = new Uri("https://api.example.com/?key=k-123#k-123") })), StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        Assert.Equal(3, ProviderRules.Problems(Direct with { Name = "", BaseUri = null, Models = ["gpt-5"] }).Count());
    }

    [Theory]
    [InlineData("x-author")]
    [InlineData("x-max-tokens")]
    public void A_header_that_only_sounds_like_a_credential_may_be_sent(string name) =>
        ProviderRules.Check(Mapped with { Headers = new Dictionary<string, string> { [name] = "v" } });

    [Theory]
    [InlineData("http://127.0.0.1:11434")]
    [InlineData("http://localhost:1234/v1")]
    [InlineData("http://[::1]:8080")]
    public void This_machine_may_be_asked_over_http(string address) => ProviderRules.Check(Mapped with { BaseUri = new Uri(address) });

    [Fact]
    public void A_mapped_provider_without_routes_can_be_stored_but_not_used()
    {
        var provider = Mapped with { Routes = [] };

        ProviderRules.Check(provider);
        Assert.Contains("no route", Assert.Throws<ClaudeDesktopException>(() => ProviderRules.CheckUsable(provider)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kimi For Coding", "kimi-for-coding")]
    [InlineData("  Ünder & Söhne! ", "nder-s-hne")]
    [InlineData("模型", "provider")]
    public void An_id_is_made_of_a_name(string name, string id)
    {
        Assert.Equal(id, ProviderId.FromName(name));
        Assert.True(ProviderId.IsValid(id));
    }

    [Theory]
    [InlineData("sk-abcdefghijklmnop", "…mnop")]
    [InlineData("short", "…")]
    [InlineData("", null)]
    public void Of_a_key_no_more_than_its_end_is_shown(string key, string? hint) => Assert.Equal(hint, KeyHint.Of(key));

    [Fact]
    public void Names_too_long_for_an_id_still_get_one_each()
    {
        var ids = ProviderId.Candidates(new string('n', 200)).Take(11).ToList();

        Assert.All(ids, id => Assert.True(ProviderId.IsValid(id), id));
        Assert.Equal(11, ids.Distinct().Count());
    }
}

using System;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests;

public sealed class ModelRouterTests
{
    [Theory]
    [InlineData("claude-sonnet-5", "sonnet")]
    [InlineData("CLAUDE-Sonnet-5", "sonnet")]
    [InlineData("claude-sonnet-5[1m]", "sonnet")]
    [InlineData("claude-sonnet-5 [1M] ", "sonnet")]
    [InlineData("anthropic/claude-opus-5", "opus")]
    [InlineData("claude-haiku-4-5-20251001", "haiku")]
    [InlineData("claude-haiku-4-5@20251001", "haiku")]
    [InlineData("anthropic/claude-3-haiku", "haiku")]
    [InlineData("claude-opus-4-8", "opus")]
    [InlineData("claude-fable-5-2", "opus")]
    [InlineData("claude-mythos-5", "opus")]
    [InlineData("claude-next-9", "sonnet")]
    [InlineData("haiku", "haiku")]
    public void A_model_finds_its_route(string requested, string expected)
    {
        var routed = ModelRouter.Route(Store(ModelRole.Sonnet, ModelRole.Opus, ModelRole.Haiku), requested);
        Assert.Equal(("m-" + expected, requested), (routed.Model, routed.Requested));
    }

    [Theory]
    [InlineData("claude-haiku-4-5", "sonnet")]
    [InlineData("claude-fable-5", "sonnet")]
    [InlineData("claude-opus-5", "sonnet")]
    public void A_missing_family_is_served_by_the_nearest(string requested, string expected) =>
        Assert.Equal("m-" + expected, ModelRouter.Route(Store(ModelRole.Sonnet), requested).Model);

    [Theory]
    [InlineData("gpt-5")]
    [InlineData("kimi-k3")]
    [InlineData("opusculum")]
    public void Another_vendors_model_is_never_guessed(string requested)
    {
        var error = Assert.Throws<AnthropicErrorException>(() => ModelRouter.Route(Store(ModelRole.Sonnet, ModelRole.Opus), requested)).Error;
        Assert.Equal("not_found_error", error.Type);
        Assert.Contains("claude-sonnet-5, claude-opus-5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_without_routes_gets_the_name_as_it_is() =>
        Assert.Equal("claude-opus-5-5", ModelRouter.Route(Store(), "claude-opus-5-5[1m]").Model);

    private static StoreSnapshot Store(params ModelRole[] roles) => StoreSnapshot.Empty("providers.json").With(new Provider
    {
        Id = "p",
        Name = "P",
        Mode = ProviderMode.Mapped,
        BaseUri = new Uri("https://p.example"),
        Routes = [.. Array.ConvertAll(roles, role => new ModelRoute { Role = role, RouteId = ModelRoles.DefaultRouteId(role), Model = "m-" + ModelRoles.Family(role) })],
    }).WithActive("p");
}

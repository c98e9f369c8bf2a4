using System;
using System.Linq;
using System.Text;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public class PolicyRulesTests
{
    private static readonly Provider Mapped = new()
    {
        Id = "p",
        Name = "P",
        Mode = ProviderMode.Mapped,
        BaseUri = new Uri("https://openrouter.ai/api/v1"),
        Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "anthropic/claude-sonnet-5" }],
    };

    public static TheoryData<string, Provider, string> Broken { get; } = new()
    {
        { "the model", Mapped with { BodyAdditions = """{"model":"x"}""" }, "'model' cannot be added" },
        { "models that no list is asked for", Mapped with { BodyAdditions = """{"models":["x"]}""" }, "'models' cannot be added" },
        { "the conversation", Mapped with { BodyAdditions = """{"messages":null}""" }, "'messages' cannot be added" },
        { "the conversation of the Responses API", Mapped with { BodyAdditions = """{"Input":[]}""" }, "'Input' cannot be added" },
        { "the conversation of Gemini", Mapped with { BodyAdditions = """{"contents":[]}""" }, "'contents' cannot be added" },
        { "the instructions of Gemini", Mapped with { BodyAdditions = """{"system_instruction":{}}""" }, "'system_instruction' cannot be added" },
        { "the stream", Mapped with { BodyAdditions = """{"stream":false}""" }, "'stream' cannot be added" },
        { "tools", Mapped with { BodyAdditions = """{"tools":[]}""" }, "'tools' cannot be added" },
        { "tools of strangers", Mapped with { BodyAdditions = """{"mcp_servers":[]}""" }, "'mcp_servers' cannot be added" },
        { "a credential in the depth", Mapped with { BodyAdditions = """{"a":[{"accessToken":"x"}]}""" }, "'accessToken' in its body additions carries a credential" },
        { "a key by another name", Mapped with { BodyAdditions = """{"user":"sk-abcdefghijklmnop1234"}""" }, "looks like a key" },
        { "a member twice", Mapped with { BodyAdditions = """{"a":{"b":1,"b":2}}""" }, "'b' stands twice" },
        { "too many additions", Mapped with { BodyAdditions = $$"""{"a":"{{new string('x', 17000)}}"}""" }, "may have 16384" },
        { "an order that is no name", Mapped with { ProviderOrder = ["Anthropic Inc"] }, "'Anthropic Inc' is not one of OpenRouter's names" },
        { "a strict order without an order", Mapped with { StrictProviderOrder = true }, "give -ProviderOrder" },
        { "an order elsewhere", Mapped with { BaseUri = new Uri("https://notopenrouter.ai/api"), ProviderOrder = ["anthropic"] }, "OpenRouter's" },
        { "a policy elsewhere", Mapped with { BaseUri = new Uri("https://openrouter.ai.example.com/api"), DataPolicy = DataPolicy.Deny }, "OpenRouter's" },
        { "an order in Direct mode", Direct with { ProviderOrder = ["anthropic"] }, "need the local gateway: use Mapped mode" },
        { "a policy in Direct mode", Direct with { DataPolicy = DataPolicy.Allow }, "need the local gateway: use Mapped mode" },
        { "additions in Direct mode", Direct with { BodyAdditions = """{"a":1}""" }, "need the local gateway: use Mapped mode" },
        { "denied models in Direct mode", Direct with { DenyModels = ["x"] }, "need the local gateway: use Mapped mode" },
        { "a fallback in Direct mode", Direct with { Fallback = ["q"] }, "Failover needs the local gateway: use Mapped mode" },
    };

    private static Provider Direct => Mapped with { Mode = ProviderMode.Direct, Routes = [] };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_cannot_be_is_refused_with_what_is_wrong(string what, Provider provider, string says) =>
        Assert.True(ProviderRules.Problems(provider).Any(problem => problem.Contains(says, StringComparison.Ordinal)), $"{what}: {string.Join(" ", ProviderRules.Problems(provider))}");

    [Fact]
    public void What_can_be_is_taken() => ProviderRules.CheckUsable(Mapped with
    {
        BodyAdditions = """{"temperature":0.2,"max_tokens":5,"metadata":null,"reasoning":{"effort":"high","max_tokens":100},"plugins":[{"id":"web"}],"prompt_cache_key":"k"}""",
        AllowModels = ["anthropic/*"],
        DenyModels = ["*-fast"],
        ProviderOrder = ["anthropic", "google-vertex/europe"],
        StrictProviderOrder = true,
        DataPolicy = DataPolicy.Deny,
    });

    [Fact]
    public void OpenRouter_is_told_what_was_asked_for_and_nobody_else_is()
    {
        var provider = Mapped with { ProviderOrder = ["anthropic", "google"], StrictProviderOrder = true, DataPolicy = DataPolicy.Deny };

        Assert.Equal("""{"provider":{"order":["anthropic","google"],"allow_fallbacks":false,"data_collection":"deny"}}""", Encoding.UTF8.GetString(OpenRouter.Body(provider)!));
        Assert.Equal("""{"provider":{"data_collection":"allow"}}""", Encoding.UTF8.GetString(OpenRouter.Body(Mapped with { DataPolicy = DataPolicy.Allow, BaseUri = new Uri("https://eu.openrouter.ai/api/v1") })!));
        Assert.Null(OpenRouter.Body(provider with { BaseUri = new Uri("https://api.example.com") }));
        Assert.Null(OpenRouter.Body(Mapped));
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("anthropic/*", "Anthropic/claude-opus-5", true)]
    [InlineData("claude-*", "anthropic/claude-opus-5", false)]
    [InlineData("*opus*5", "claude-opus-4-5", true)]
    [InlineData("gpt-?", "gpt-5", true)]
    [InlineData("gpt-?", "gpt-50", false)]
    [InlineData("a*b*c", "aXbXbXc", true)]
    [InlineData("a*b*c", "aXbXbX", false)]
    [InlineData("gpt-5", "gpt-5", true)]
    [InlineData("[abc]", "a", false)]
    public void A_pattern_is_for_the_whole_name(string pattern, string name, bool matches) => Assert.Equal(matches, ModelPolicy.Matches(pattern, name));

    [Fact]
    public void What_is_allowed_goes_by_the_upstreams_model_and_what_is_denied_by_both()
    {
        Assert.NotNull(ModelPolicy.Refusal(Mapped with { AllowModels = ["claude-*"] }, "openai/gpt-5", "claude-sonnet-5"));
        Assert.Null(ModelPolicy.Refusal(Mapped with { AllowModels = ["x", "openai/*"] }, "openai/gpt-5", "claude-sonnet-5"));
        Assert.Contains("-DenyModel *gpt*", ModelPolicy.Refusal(Mapped with { AllowModels = ["openai/*"], DenyModels = ["*gpt*"] }, "openai/gpt-5", "claude-sonnet-5"), StringComparison.Ordinal);
        Assert.NotNull(ModelPolicy.Refusal(Mapped with { DenyModels = ["CLAUDE-SONNET-*"] }, "openai/gpt-5", "claude-sonnet-5"));
        Assert.Null(ModelPolicy.Refusal(Mapped, "anything", "claude-sonnet-5"));
    }

    [Fact]
    public void A_provider_whose_every_model_is_denied_cannot_be_enabled() =>
        Assert.Contains("-DenyModel", Assert.Throws<ClaudeDesktopException>(() => ProviderRules.CheckUsable(Mapped with { DenyModels = ["*"] })).RecommendedAction, StringComparison.Ordinal);

    [Theory]
    [InlineData("[1]")]
    [InlineData("temperature=1")]
    [InlineData("{\"a\":\"\\uD83D\"}")]
    public void Additions_that_are_no_JSON_object_are_refused(string text) => Assert.Equal(ErrorCode.ProviderInvalid, Assert.Throws<ClaudeDesktopException>(() => BodyAdditions.Parse(text)).Code);

    [Fact]
    public void Additions_are_kept_as_they_were_written()
    {
        Assert.Equal("""{"b":1.0e1,"a":null,"ä":"ä"}""", BodyAdditions.Parse(" { \"b\": 1.0e1,\n \"a\" : null, \"\\u00e4\": \"ä\" }"));
        Assert.Null(BodyAdditions.Parse("{ }"));
        Assert.Null(BodyAdditions.Parse(" "));
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Providers;

public class PresetTests
{
    private static readonly string Folder = Repository.PathOf("src", "Core", "Providers");

    public static TheoryData<string> Names { get; } = [.. Presets.All.Select(preset => preset.Name)];

    [Fact]
    public void The_presets_keep_their_schema()
    {
        using var schema = Json("presets.schema.json");
        using var presets = Json("presets.json");

        Assert.Empty(new SchemaCheck(schema.RootElement).Problems(presets.RootElement));
    }

    [Theory]
    [InlineData("""[{"name":"A b"}]""", "$[0] has no description")]
    [InlineData("""[{"referral":"x"}]""", "$[0] has 'referral'")]
    [InlineData("""[{"website":"https://a.example/?ref=1"}]""", "$[0].website is")]
    [InlineData("""[{"keyPage":"https://a.example/#ref"}]""", "$[0].keyPage is")]
    [InlineData("""[{"baseUri":"http://a.example"}]""", "$[0].baseUri is")]
    [InlineData("""[{"modelsAsOf":"2026-13"}]""", "$[0].modelsAsOf is")]
    [InlineData("""[{"mode":"Official"}]""", "$[0].mode is")]
    [InlineData("""[{"routes":[{"role":"Sonnet","model":"m","supports1M":"yes"}]}]""", "$[0].routes[0].supports1M is no boolean")]
    [InlineData("[]", "$ is too short")]
    public void The_schema_refuses_what_no_preset_may_have(string json, string problem)
    {
        using var schema = Json("presets.schema.json");
        using var presets = JsonDocument.Parse(json);

        Assert.Contains(new SchemaCheck(schema.RootElement).Problems(presets.RootElement), found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_provider_made_from_a_preset_can_be_used(string name)
    {
        var preset = Presets.Get(name);

        Check(preset, preset.Mode);
        if (preset.Routes.Count > 0)
            Check(preset, ProviderMode.Mapped);
        Assert.Equal(preset.Routes.Count + preset.Models.Count > 0, preset.ModelsAsOf is not null);
        if (preset.ModelsUri is { } list)
            Assert.Equal(preset.BaseUri!.Host, list.Host);
    }

    [Fact]
    public void No_two_presets_share_a_name_or_an_address()
    {
        Assert.Equal(Presets.All.Count, Presets.All.Select(preset => ProviderId.FromName(preset.Name)).Distinct().Count());
        Assert.Equal(Presets.All.Count, Presets.All.Select(preset => preset.Address).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void OpenRouter_is_direct_and_mapped_on_request()
    {
        var preset = Presets.Get("openrouter");

        var direct = preset.Create("r", "R", null, preset.BaseUri!);
        var mapped = preset.Create("r", "R", ProviderMode.Mapped, preset.BaseUri!);

        Assert.Equal(("https://openrouter.ai/api", 0), (direct.BaseUri!.AbsoluteUri, direct.Routes.Count));
        Assert.Equal((ApiFormat.AnthropicMessages, "anthropic/claude-sonnet-5"), (mapped.ApiFormat, mapped.Routes[0].Model));
        ProviderRules.CheckUsable(mapped with { Fallback = ["other"] });
        Assert.Contains("-Mode Mapped", Assert.Throws<ClaudeDesktopException>(() => ProviderRules.Check(direct with { Fallback = ["other"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_filled_in_with_what_the_user_gives()
    {
        Assert.Equal("https://contoso-ai.openai.azure.com/openai/v1", PresetAddress.Fill(Presets.Get("Azure OpenAI"), With("Resource", "contoso-ai")).AbsoluteUri);
        Assert.Equal("https://bedrock-mantle.eu-central-1.api.aws/anthropic", PresetAddress.Fill(Presets.Get("Amazon Bedrock"), With("Region", "eu-central-1")).AbsoluteUri);
        Assert.Null(Presets.Get("Azure OpenAI").BaseUri);
    }

    [Theory]
    [InlineData("Azure OpenAI", null, null, "needs the name of your resource", "-Resource")]
    [InlineData("Amazon Bedrock", null, null, "needs your region", "-Region")]
    [InlineData("Azure OpenAI", "Resource", "evil.example/", "cannot use 'evil.example/'", "{resource}")]
    [InlineData("Azure OpenAI", "Resource", "contoso.openai.azure.com", "one part of a host name", "{resource}")]
    [InlineData("Kimi", "Region", "cn", "does not need your region", "-Region")]
    public void What_an_address_cannot_be_made_of_is_said(string preset, string? name, string? value, string says, string action)
    {
        var error = Assert.Throws<ClaudeDesktopException>(() => PresetAddress.Fill(Presets.Get(preset), name is null ? With() : With(name, value!)));

        Assert.Equal(ErrorCode.PresetValueInvalid, error.Code);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains(action, error.RecommendedAction, StringComparison.Ordinal);
    }

    private static void Check(Preset preset, ProviderMode mode)
    {
        var provider = preset.Create(ProviderId.FromName(preset.Name), preset.Name, mode, PresetAddress.Fill(preset, preset.Needs.ToDictionary(need => need, _ => "contoso-1")));
        ProviderRules.Check(provider);
        if (mode == ProviderMode.Mapped && provider.Routes.Count == 0)
            provider = provider with { Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "m" }] };
        ProviderRules.CheckUsable(provider);
    }

    private static Dictionary<string, string> With() => [];

    private static Dictionary<string, string> With(string name, string value) => new() { [name] = value };

    private static JsonDocument Json(string file) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
}

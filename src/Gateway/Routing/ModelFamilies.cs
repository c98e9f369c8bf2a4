using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Routing;

/// <summary>Which family stands in for another that is not configured: the nearest in strength first.</summary>
internal static class ModelFamilies
{
    private static readonly ModelRole[] Opus = [ModelRole.Opus, ModelRole.Sonnet, ModelRole.Fable, ModelRole.Haiku];
    private static readonly ModelRole[] Fable = [ModelRole.Fable, ModelRole.Opus, ModelRole.Sonnet, ModelRole.Haiku];
    private static readonly ModelRole[] Haiku = [ModelRole.Haiku, ModelRole.Sonnet, ModelRole.Opus, ModelRole.Fable];
    private static readonly ModelRole[] Sonnet = [ModelRole.Sonnet, ModelRole.Opus, ModelRole.Fable, ModelRole.Haiku];

    public static ReadOnlySpan<ModelRole> Preferred(string bare) =>
        Has(bare, "opus") ? Opus
        : Has(bare, "fable") || Has(bare, "mythos") ? Fable
        : Has(bare, "haiku") ? Haiku
        : Sonnet;

    private static bool Has(string name, string family) => name.Contains(family, StringComparison.OrdinalIgnoreCase);
}

using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Providers;

/// <summary>What may be said of the requests that the gateway sends to a provider.</summary>
internal static class PolicyRules
{
    public static IEnumerable<string> Problems(Provider provider)
    {
        foreach (var header in provider.Headers)
        {
            if (HeaderTemplate.Problem(header.Value) is { } unknown)
                yield return $"The header '{header.Key}' cannot be used: {unknown}";
            if (CredentialShape.Is(header.Value))
                yield return $"The value of the header '{header.Key}' looks like a key: give the key as -ApiKey, so that it is kept with the secrets.";
        }

        foreach (var problem in BodyAdditions.Problems(provider.BodyAdditions))
            yield return problem;
        foreach (var problem in OpenRouterProblems(provider))
            yield return problem;
    }

    /// <summary>Claude Desktop sends the requests itself in Direct mode, and nobody stands between.</summary>
    public static IEnumerable<string> Direct(Provider provider)
    {
        foreach (var header in provider.Headers.Where(header => HeaderTemplate.Names(header.Value).Any(HeaderValues.Names.Contains)))
            yield return NeedsGateway($"The placeholders of the header '{header.Key}' need", "who fills them in for each request");
        if (provider.BodyAdditions is not null)
            yield return NeedsGateway("Body additions need");
        if (OpenRouter.IsAsked(provider))
            yield return NeedsGateway("A provider order and a data policy need");
        if (provider.AllowModels.Count > 0 || provider.DenyModels.Count > 0)
            yield return NeedsGateway("Allowed and denied models need");
    }

    internal static string NeedsGateway(string what, string? why = null) =>
        $"{what} the local gateway{(why is null ? "" : $", {why}")}: use Mapped mode (-Mode Mapped, each model a route).";

    private static IEnumerable<string> OpenRouterProblems(Provider provider)
    {
        if (OpenRouter.IsAsked(provider) && provider.BaseUri is not null && !OpenRouter.Is(provider.BaseUri))
            yield return "A provider order and a data policy are OpenRouter's, and its base address is not: leave out -ProviderOrder, -StrictProviderOrder and -DataPolicy.";
        if (provider.StrictProviderOrder && provider.ProviderOrder.Count == 0)
            yield return "A strict provider order needs the order: give -ProviderOrder.";
        foreach (var name in provider.ProviderOrder.Where(name => !OpenRouter.IsSlug(name)))
            yield return $"'{PlainText.Of(name)}' is not one of OpenRouter's names for a provider: they are like anthropic or google-vertex.";
    }
}

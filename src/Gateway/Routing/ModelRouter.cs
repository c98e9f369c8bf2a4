using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Routing;

/// <summary>Finds who answers for a requested model. Never another vendor than the routes name.</summary>
internal static class ModelRouter
{
    public static RoutedModel Route(StoreSnapshot store, string requested)
    {
        var provider = ActiveProvider(store);
        var bare = RequestedModel.Bare(requested);
        if (bare.Length == 0)
            throw new AnthropicErrorException(AnthropicError.InvalidRequest("model: a model's name is missing."));
        if (provider.Routes.Count == 0)
            return CheckAllowed(provider, new RoutedModel(requested, provider, bare, null));
        var route = FindRoute(provider.Routes, bare) ?? throw new AnthropicErrorException(AnthropicError.NotFound(
            $"model: '{requested}' is not a model of provider '{provider.Name}'. It has {string.Join(", ", Offered(store, provider).Routes.Select(known => known.RouteId))}."));
        return CheckAllowed(provider, new RoutedModel(requested, Server(store, provider, route), route.Model, route));
    }

    /// <summary>Refuses what a provider's lists do not let be asked, before anything is sent to it.</summary>
    /// <param name="provider">The provider whose route it is; where another one serves it, that one's lists count as well.</param>
    /// <param name="routed">What would be asked.</param>
    public static RoutedModel CheckAllowed(Provider provider, RoutedModel routed)
    {
        string[] names = [routed.Requested, RequestedModel.Bare(routed.Requested), routed.Route?.RouteId ?? routed.Model];
        if ((ModelPolicy.Refusal(provider, routed.Model, names) ?? ModelPolicy.Refusal(routed.Provider, routed.Model, names)) is { } refusal)
            throw new AnthropicErrorException(AnthropicError.Permission($"model: '{routed.Requested}' is not available: {refusal}. Ask for another model, or change the lists with Set-CDProvider."));
        return routed;
    }

    /// <summary>The provider with only the routes that may be asked.</summary>
    public static Provider Offered(StoreSnapshot store, Provider provider) => provider with
    {
        Routes = [.. provider.Routes.Where(route => ModelPolicy.Offers(provider, route) && (store.Find(route.ProviderId) is not { } server || ModelPolicy.Offers(server, route)))],
    };

    /// <summary>The provider that Claude Desktop was switched to.</summary>
    public static Provider ActiveProvider(StoreSnapshot store) => store.Active switch
    {
        { Mode: ProviderMode.Mapped } provider => provider,
        { Mode: ProviderMode.Direct } provider => throw new AnthropicErrorException(AnthropicError.NotFound(
            $"Provider '{provider.Name}' is used directly, not through this gateway. Restart Claude Desktop, or run Enable-CDProvider with a Mapped provider.")),
        _ => throw new AnthropicErrorException(AnthropicError.NotFound(
            "No provider is enabled for this gateway. Run Enable-CDProvider with a Mapped provider; Get-CDProvider lists them.")),
    };

    /// <summary>The route for a model name, by its id, its id without a date, or its family.</summary>
    public static ModelRoute? FindRoute(IReadOnlyList<ModelRoute> routes, string bare) =>
        Named(routes, bare) ?? (RequestedModel.IsClaude(bare) ? OfFamily(routes, bare) : null);

    /// <summary>The route that stands in for another provider's: by the model's name, else by the other route's role, else by the name's family.</summary>
    public static ModelRoute? StandIn(IReadOnlyList<ModelRoute> routes, string bare, ModelRole? role) =>
        Named(routes, bare)
        ?? routes.FirstOrDefault(route => route.Role == role)
        ?? (role is { } known ? OfFamily(routes, ModelRoles.Family(known)) : FindRoute(routes, bare));

    private static ModelRoute? Named(IReadOnlyList<ModelRoute> routes, string bare)
    {
        var undated = RequestedModel.Undated(bare);
        return routes.FirstOrDefault(route => Same(RequestedModel.Bare(route.RouteId), bare))
            ?? routes.FirstOrDefault(route => Same(RequestedModel.Undated(RequestedModel.Bare(route.RouteId)), undated));
    }

    private static ModelRoute? OfFamily(IReadOnlyList<ModelRoute> routes, string bare)
    {
        foreach (var role in ModelFamilies.Preferred(bare))
        {
            if (routes.FirstOrDefault(route => route.Role == role) is { } route)
                return route;
        }

        return null;
    }

    /// <summary>Whom a provider's route has answer.</summary>
    public static Provider Server(StoreSnapshot store, Provider provider, ModelRoute route)
    {
        if (route.ProviderId is null)
            return provider;
        return store.Find(route.ProviderId) is { IsOfficial: false, BaseUri: not null } other ? other : throw new AnthropicErrorException(AnthropicError.NotFound(
            $"model: route '{route.RouteId}' of provider '{provider.Name}' is served by '{route.ProviderId}', which is not a provider that can be called. Add it, or change the route."));
    }

    private static bool Same(string left, string right) => string.Equals(Dashed(left), Dashed(right), StringComparison.OrdinalIgnoreCase);

    // Claude's versions are written 4-6 by some and 4.6 by others.
    private static string Dashed(string name) => RequestedModel.IsClaude(name) ? name.Replace('.', '-') : name;
}

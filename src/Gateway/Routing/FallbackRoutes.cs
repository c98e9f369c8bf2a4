using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Routing;

/// <summary>
/// Who stands in for a provider: its own <c>Fallback</c> list, then that of the provider that is switched to, where that is another one. Each
/// answers with its own route for what was asked. A fallback's own list is not followed.
/// </summary>
internal static class FallbackRoutes
{
    public static IEnumerable<FallbackRoute> Of(StoreSnapshot store, RoutedModel first) =>
        first.Provider.Fallback
            .Concat(ModelRouter.ActiveProvider(store).Fallback)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(id => !id.Equals(first.Provider.Id, StringComparison.OrdinalIgnoreCase))
            .Select(id => Find(store, first, id));

    private static FallbackRoute Find(StoreSnapshot store, RoutedModel first, string id) => store.Find(id) switch
    {
        null => new FallbackRoute(id, null, $"Fallback '{id}' is no provider of this gateway. Add it, or correct the list with Set-CDProvider -Fallback."),
        { IsOfficial: true } => new FallbackRoute(id, null, $"Fallback '{id}' is Claude Desktop's own sign-in, which no gateway can use. Take it off the list with Set-CDProvider -Fallback."),
        { BaseUri: null } => new FallbackRoute(id, null, $"Fallback '{id}' has no base address. Correct it with Set-CDProvider -BaseUri."),
        var provider => Find(store, first, provider),
    };

    private static FallbackRoute Find(StoreSnapshot store, RoutedModel first, Provider provider)
    {
        var bare = RequestedModel.Bare(first.Requested);
        if (provider.Routes.Count == 0)
            return Allowed(provider, new RoutedModel(first.Requested, provider, Plain(provider.Models, bare), null));
        var route = ModelRouter.StandIn(ModelRouter.Offered(store, provider).Routes, bare, first.Route?.Role);
        if (route is null)
            return new FallbackRoute(provider.Id, null, $"Fallback '{provider.Id}' has no route for '{first.Requested}' that its lists allow. Give it one with Set-CDProvider -Route.");
        try
        {
            return Allowed(provider, new RoutedModel(first.Requested, ModelRouter.Server(store, provider, route), route.Model, route));
        }
        catch (AnthropicErrorException e)
        {
            return new FallbackRoute(provider.Id, null, e.Error.Message);
        }
    }

    private static FallbackRoute Allowed(Provider provider, RoutedModel routed)
    {
        try
        {
            ModelRouter.CheckAllowed(provider, routed);
            return new FallbackRoute(provider.Id, routed, null);
        }
        catch (AnthropicErrorException e)
        {
            return new FallbackRoute(provider.Id, null, e.Error.Message);
        }
    }

    // Without routes, names stay as they are, unless the provider has a list of its own and only a neighbour of the name stands on it.
    private static string Plain(IReadOnlyList<string> models, string bare)
    {
        if (models.Count == 0 || models.Contains(bare, StringComparer.OrdinalIgnoreCase))
            return bare;
        foreach (var role in ModelFamilies.Preferred(bare))
        {
            if (models.FirstOrDefault(model => model.Contains(ModelRoles.Family(role), StringComparison.OrdinalIgnoreCase)) is { } near)
                return near;
        }

        return models[0];
    }
}

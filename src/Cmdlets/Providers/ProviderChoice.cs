using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Finds the providers that a user means.</summary>
internal static class ProviderChoice
{
    /// <summary>The providers of exactly this name, or else the one of this id, or else those that the name means with its wildcards.</summary>
    /// <exception cref="ClaudeDesktopException">The text holds no wildcard and no provider has that name.</exception>
    public static IReadOnlyList<Provider> ByName(StoreSnapshot store, string name)
    {
        var named = store.All.Where(provider => IsSame(provider.Name, name)).ToList();
        if (named.Count > 0)
            return named;
        if (store.Find(name) is { } known)
            return [known];
        var pattern = Wildcard.Parse(name) ?? throw ProviderErrors.NotFound(name);
        var found = store.All.Where(provider => pattern.IsMatch(provider.Name)).ToList();
        return found.Count > 0 || WildcardPattern.ContainsWildcardCharacters(name) ? found : throw ProviderErrors.NotFound(name);
    }

    /// <summary>The provider of an id, or of a name that only one has.</summary>
    public static Provider ById(StoreSnapshot store, string id)
    {
        if (store.Find(id) is { } exact)
            return exact;
        var named = store.All.Where(provider => IsSame(provider.Name, id)).ToList();
        return named.Count == 1 ? named[0] : throw ProviderErrors.NotFound(id);
    }

    public static ClaudeDesktopException MoreThanOne(IReadOnlyCollection<Provider> providers) => new(
        ErrorCode.MoreThanOneProvider,
        $"Claude Desktop can be switched to one provider, but {providers.Count} were given: {string.Join(", ", providers.Select(provider => provider.Id))}. Nothing was changed.",
        "Name one of them.",
        providers.Select(provider => provider.Id).ToArray());

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

using System;
using System.Linq;

namespace ClaudeDesktop.Providers;

/// <summary>
/// Which models of a provider may be asked. What is allowed goes by the upstream's own model, since Claude Desktop asks only for Claude's
/// names; what is denied goes by both.
/// </summary>
public static class ModelPolicy
{
    /// <summary>Why a model may not be asked; null where it may.</summary>
    /// <param name="provider">Whose policy counts.</param>
    /// <param name="model">The upstream's model.</param>
    /// <param name="requested">The names that it was asked for by.</param>
    public static string? Refusal(Provider provider, string model, params string[] requested)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (provider.DenyModels.FirstOrDefault(pattern => requested.Append(model).Any(name => Matches(pattern, name))) is { } denied)
            return $"provider '{provider.Name}' denies it (-DenyModel {denied})";
        return provider.AllowModels.Count == 0 || provider.AllowModels.Any(pattern => Matches(pattern, model))
            ? null
            : $"provider '{provider.Name}' does not allow it (-AllowModel {string.Join(", ", provider.AllowModels)})";
    }

    /// <summary>Whether the provider's own policy lets a route be asked.</summary>
    public static bool Offers(Provider provider, ModelRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return Refusal(provider, route.Model, route.RouteId) is null;
    }

    /// <summary>The provider with only the routes that its own policy lets be asked.</summary>
    public static Provider Offered(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Routes.All(route => Offers(provider, route)) ? provider : provider with { Routes = [.. provider.Routes.Where(route => Offers(provider, route))] };
    }

    /// <summary>Whether a name is like a pattern, in which <c>*</c> stands for any text and <c>?</c> for one character.</summary>
    internal static bool Matches(string pattern, string name)
    {
        int at = 0, star = -1, from = 0, i = 0;
        while (i < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
                (star, from) = (at++, i);
            else if (at < pattern.Length && (pattern[at] == '?' || char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(name[i])))
                (at, i) = (at + 1, i + 1);
            else if (star >= 0)
                (at, i) = (star + 1, ++from);
            else
                return false;
        }

        return pattern.Skip(at).All(c => c == '*');
    }
}

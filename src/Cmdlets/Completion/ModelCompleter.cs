using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Providers;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Completion;

/// <summary>Offers the models that the provider had when Get-CDModel last asked it, or else those that its preset suggests. Asks nobody.</summary>
public sealed class ModelCompleter : TextCompleter
{
    private static readonly string[] ProviderParameters = ["Id", "ProviderId", "InputObject", "Name"];

    private protected override IEnumerable<(string Text, string Tip)> Candidates(IDictionary given)
    {
        if (given["Preset"] is string preset)
            return Presets.Find(preset) is { } known ? Suggested(known) : [];
        var context = ModuleContext.Current();
        var cache = new ModelCache(context.Home, context.Files);
        return Meant(context.Store.Read(), given).SelectMany(provider => Of(provider, cache)).GroupBy(item => item.Text).Select(group => group.First());
    }

    private static IEnumerable<(string Text, string Tip)> Of(Provider provider, ModelCache cache) =>
        cache.Find(provider) is { } kept ? kept.Names.Where(name => ModelPolicy.Refusal(provider, name) is null).Select(name => (name, $"{provider.Name}, asked on {kept.AskedAt.LocalDateTime:d}"))
        : Presets.Find(provider.Preset) is { } preset ? Suggested(preset)
        : [];

    private static IEnumerable<(string Text, string Tip)> Suggested(Preset preset) =>
        preset.Models.Concat(preset.Routes.Select(route => route.Model)).Distinct().Select(name => (name, $"Suggested by the preset {preset.Name}"));

    // A route may be meant for any provider, so where none is named, all have their say.
    private static IEnumerable<Provider> Meant(StoreSnapshot store, IDictionary given)
    {
        var named = ProviderParameters.Select(name => given[name]).FirstOrDefault(value => value is not null);
        return named is null ? store.Providers : Items(named).SelectMany(item => Named(store, item));
    }

    private static IEnumerable<object?> Items(object value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is var bare && bare is IEnumerable and not string ? ((IEnumerable)bare).Cast<object?>() : [bare];

    private static IEnumerable<Provider> Named(StoreSnapshot store, object? item)
    {
        var bare = item is PSObject wrapped ? wrapped.BaseObject : item;
        try
        {
            return bare is Provider provider ? [provider] : ProviderChoice.ByName(store, $"{bare}");
        }
        catch (ClaudeDesktopException)
        {
            return [];
        }
    }
}

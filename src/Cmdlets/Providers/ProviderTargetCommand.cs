using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>A cmdlet that does something with providers that exist: named, by id, or from the pipeline.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ProviderTargetCommand : ClaudeDesktopCommand
{
    private protected const string NameSet = "Name";
    private protected const string IdSet = "Id";
    private protected const string InputObjectSet = "InputObject";

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    public string[] Id { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    public Provider[] InputObject { get; set; } = [];

    /// <summary>Does something with each provider that is meant, as it stands in the store now.</summary>
    private protected void ForEachTarget(Action<Provider> action)
    {
        foreach (var find in Searches())
        {
            PerItem(() =>
            {
                foreach (var provider in find(Context.Store.Read()))
                    PerItem(() => action(provider));
            });
        }
    }

    private IEnumerable<Func<StoreSnapshot, IReadOnlyList<Provider>>> Searches()
    {
        switch (ParameterSetName)
        {
            case NameSet:
                foreach (var name in Name)
                    yield return store => ProviderChoice.ByName(store, name);
                break;
            case IdSet:
                foreach (var id in Id)
                    yield return store => [ProviderChoice.ById(store, id)];
                break;
            default:
                foreach (var provider in InputObject)
                    yield return store => [store.Find(provider.Id) ?? throw ProviderErrors.NotFound(provider.Id)];
                break;
        }
    }
}

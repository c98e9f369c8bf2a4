using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Lists providers; Claude Desktop's own is always among them.</summary>
[Cmdlet(VerbsCommon.Get, "CDProvider", HelpUri = ProjectPage.Help + "Get-CDProvider.md")]
[OutputType(typeof(Provider))]
public sealed class GetCDProviderCommand : ClaudeDesktopCommand
{
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Only the one that Claude Desktop was last switched to.</summary>
    [Parameter]
    public SwitchParameter Active { get; set; }

    protected override void BeginProcessing() => PerItem(() =>
    {
        if (new ProfileSwitch(Context).Pending is { } pending)
            WriteWarning($"A switch to {pending} was cut short. Repair-CDProfile finishes it or takes it back; Test-CDProfile tells more.");
    });

    protected override void ProcessRecord() => PerItem(() =>
    {
        if (Name is null && Id is null)
        {
            Emit(Context.Store.Stream());
            return;
        }

        var store = Context.Store.Read();
        foreach (var name in Name ?? [])
            PerItem(() => Emit(ProviderChoice.ByName(store, name)));
        foreach (var id in Id ?? [])
            PerItem(() => Emit([store.Find(id) ?? throw ProviderErrors.NotFound(id)]));
    });

    private void Emit(IEnumerable<Provider> providers)
    {
        foreach (var provider in providers.Where(provider => provider.IsActive || !Active))
            WriteObject(provider);
    }
}

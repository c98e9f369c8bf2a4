using System.Management.Automation;
using ClaudeDesktop.Live;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Asks a provider which models it has, with the key that is stored for it.</summary>
[Cmdlet(VerbsCommon.Get, "CDModel", DefaultParameterSetName = NameSet, HelpUri = ProjectPage.Help + "Get-CDModel.md")]
[OutputType(typeof(UpstreamModel))]
public sealed class GetCDModelCommand : LiveCommand
{
    private const int UsualSeconds = 30;

    protected override void ProcessRecord() => ForEachTarget(provider =>
    {
        WriteVerbose($"Asking '{provider.Name}' at {provider.BaseUri} for its models.");
        WriteObject(Ask(provider, UsualSeconds, (patience, stop) => new ModelList(Context.Keys).AskAsync(provider, patience, stop)), enumerateCollection: true);
    });
}

using System.Collections.Generic;
using System.Management.Automation;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;

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
        var models = Ask(provider, UsualSeconds, (patience, stop) => new ModelList(Context.Keys).AskAsync(provider, patience, stop));
        Keep(provider, models);
        WriteObject(models, enumerateCollection: true);
    });

    // For the prompt's sake only: where the disk does not take it, the answer is as good.
    private void Keep(Provider provider, IReadOnlyList<UpstreamModel> models)
    {
        try
        {
            new ModelCache(Context.Home, Context.Files).Keep(provider, models, Context.Clock());
        }
        catch (ClaudeDesktopException e)
        {
            WriteVerbose($"The models are not kept for completion: {e.Message}");
        }
    }
}

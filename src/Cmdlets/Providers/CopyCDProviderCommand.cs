using System.Management.Automation;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Makes another provider of one that exists, its key included.</summary>
// A default set without pipeline input would refuse rows with an id and a new name.
[Cmdlet(VerbsCommon.Copy, "CDProvider", DefaultParameterSetName = IdSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Copy-CDProvider.md")]
[OutputType(typeof(Provider))]
public sealed class CopyCDProviderCommand : ProviderTargetCommand
{
    /// <summary>The copy's name; without it, the old name and "copy".</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? NewName { get; set; }

    /// <summary>The copy's id; without it, one is made of the name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? NewId { get; set; }

    protected override void ProcessRecord() => ForEachTarget(source =>
    {
        if (source.IsOfficial)
            throw ProviderErrors.IsOfficial();
        var changes = new ProviderChanges(Context);
        var name = string.IsNullOrWhiteSpace(NewName) ? source.Name + " copy" : NewName!.Trim();
        var id = string.IsNullOrWhiteSpace(NewId) ? changes.FreeId(name) : NewId!.Trim();
        if (Context.Store.Read().Find(id) is not null)
            throw ProviderErrors.AlreadyExists(id);
        ProviderRules.Check(source with { Id = id, Name = name });
        if (ShouldProcess($"Provider '{source.Name}' ({source.Id})", $"Copy to '{name}' ({id})"))
            WriteObject(changes.Copy(source.Id, id, name));
    });
}

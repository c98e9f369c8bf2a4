using System.Management.Automation;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Forgets a provider and its key.</summary>
[Cmdlet(VerbsCommon.Remove, "CDProvider", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, HelpUri = ProjectPage.Help + "Remove-CDProvider.md")]
[OutputType(typeof(void))]
public sealed class RemoveCDProviderCommand : ProviderTargetCommand
{
    /// <summary>Also the active provider: Claude Desktop goes back to official mode with it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => ForEachTarget(provider =>
    {
        if (provider.IsOfficial)
            throw ProviderErrors.IsOfficial();
        if (provider.IsActive && !Force)
            throw ProviderErrors.IsActive(provider);
        if (ShouldProcess($"Provider '{provider.Name}' ({provider.Id})", provider.IsActive ? "Restore official mode, and remove with its key" : "Remove with its key"))
            WarnIfRestartRequired(new ProviderChanges(Context).Remove(provider.Id, Force));
    });
}

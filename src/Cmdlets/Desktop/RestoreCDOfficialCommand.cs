using System.Management.Automation;
using ClaudeDesktop.Desktop;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Puts Claude Desktop back to its official mode and leaves nothing of this module in its files.</summary>
[Cmdlet(VerbsData.Restore, "CDOfficial", SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Restore-CDOfficial.md")]
[OutputType(typeof(SwitchResult))]
public sealed class RestoreCDOfficialCommand : ClaudeDesktopCommand
{
    /// <summary>Applies the profile again that another program had applied before the first switch.</summary>
    [Parameter]
    public SwitchParameter Previous { get; set; }

    protected override void EndProcessing() => AsAWhole(() =>
    {
        if (ShouldProcess("Claude Desktop", Previous ? "Apply the profile that was applied before" : "Restore official mode"))
            WriteObject(new ProfileSwitch(Context).Restore(Previous));
    });
}

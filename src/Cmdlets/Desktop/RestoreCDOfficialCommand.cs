using System.Management.Automation;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Puts Claude Desktop back to its official mode and leaves nothing of this module in its files.</summary>
[Cmdlet(VerbsData.Restore, "CDOfficial", SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Restore-CDOfficial.md")]
[OutputType(typeof(SwitchResult))]
public sealed class RestoreCDOfficialCommand : ClaudeDesktopCommand
{
    /// <summary>Applies the profile again that another program had applied before the first switch.</summary>
    [Parameter]
    public SwitchParameter Previous { get; set; }

    /// <summary>Restarts Claude Desktop afterwards, if it runs.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    protected override void EndProcessing() => AsAWhole(() =>
    {
        if (Restart)
            AppRestart.CheckFound(Context);
        if (!ShouldProcess("Claude Desktop", (Previous ? "Apply the profile that was applied before" : "Restore official mode") + (Restart ? ", and restart it" : "")))
            return;
        var result = new ProfileSwitch(Context).Restore(Previous);
        if (Restart)
            Restarting(new AppRestarter(this, Context), restarter => result = restarter.AfterSwitch(result, WriteObject));
        WriteObject(result);
    });
}

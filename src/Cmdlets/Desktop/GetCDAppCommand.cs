using System.Management.Automation;
using ClaudeDesktop.Desktop.App;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Shows every Claude Desktop of this user: its version, whether it runs, and the folder that it reads.</summary>
[Cmdlet(VerbsCommon.Get, "CDApp", HelpUri = ProjectPage.Help + "Get-CDApp.md")]
[OutputType(typeof(DesktopApp))]
public sealed class GetCDAppCommand : ClaudeDesktopCommand
{
    protected override void EndProcessing() => AsAWhole(() => WriteObject(DesktopApp.Find(Context), enumerateCollection: true));
}

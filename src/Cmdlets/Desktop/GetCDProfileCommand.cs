using System.Management.Automation;
using ClaudeDesktop.Desktop;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Shows what Claude Desktop's files say now.</summary>
[Cmdlet(VerbsCommon.Get, "CDProfile", HelpUri = ProjectPage.Help + "Get-CDProfile.md")]
[OutputType(typeof(DesktopProfile))]
public sealed class GetCDProfileCommand : ClaudeDesktopCommand
{
    protected override void EndProcessing() => AsAWhole(() => WriteObject(ProfileReader.Read(Context)));
}

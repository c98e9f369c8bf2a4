using System.Management.Automation;
using ClaudeDesktop.Desktop;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Gives the gateway a new token. The old one is refused from then on, by a running gateway too.</summary>
[Cmdlet(VerbsCommon.Reset, "CDGatewayToken", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, HelpUri = ProjectPage.Help + "Reset-CDGatewayToken.md")]
[OutputType(typeof(TokenResetResult))]
public sealed class ResetCDGatewayTokenCommand : ClaudeDesktopCommand
{
    protected override void EndProcessing() => AsAWhole(() =>
    {
        if (!ShouldProcess("Gateway token", "Replace, and write the new one to Claude Desktop's profile"))
            return;
        var result = new TokenReset(Context).Run();
        WriteObject(result);
        if (result.RestartRequired)
            WriteWarning("Claude Desktop still uses the old token, which the gateway refuses: quit it fully and start it again.");
    });
}

using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Says whether Claude Desktop's files, the active provider and the gateway agree.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CDProfile", HelpUri = ProjectPage.Help + "Test-CDProfile.md")]
[OutputType(typeof(HealthFinding), typeof(bool))]
public sealed class TestCDProfileCommand : ClaudeDesktopCommand
{
    /// <summary>Gives only a bool: <c>$false</c> where a finding is an error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void EndProcessing() => AsAWhole(() =>
    {
        var findings = new ProfileHealth(Context, port => GatewayProbe.WhoListens(port, Context.Home, Context.Files)).Check();
        if (Quiet)
            WriteObject(findings.All(finding => finding.Severity != HealthSeverity.Error));
        else
            WriteObject(findings, enumerateCollection: true);
    });
}

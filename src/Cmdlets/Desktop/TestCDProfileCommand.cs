using System;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Says whether Claude Desktop's files, the active provider and the gateway agree.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CDProfile", DefaultParameterSetName = ThisUser, HelpUri = ProjectPage.Help + "Test-CDProfile.md")]
[OutputType(typeof(HealthFinding), typeof(bool))]
public sealed class TestCDProfileCommand : ClaudeDesktopCommand
{
    private const string ThisUser = "ThisUser";
    private const string OtherUsers = "UserProfilePath";
    private const string EveryUser = "AllUsers";
    private bool _isGood = true;

    /// <summary>The home folders of the users to look at, for a task that runs as SYSTEM or root. Needs none of their secrets.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OtherUsers, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[] UserProfilePath { get; set; } = [];

    /// <summary>Looks at every user who has a home on this machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = EveryUser)]
    public SwitchParameter AllUsers { get; set; }

    /// <summary>Gives only a bool: <c>$false</c> where a finding is an error.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName != OtherUsers)
            return;
        foreach (var path in UserProfilePath)
            Test(() => UserHomes.Of(GetUnresolvedProviderPathFromPSPath(path), HostSystem.Current));
    }

    protected override void EndProcessing()
    {
        if (ParameterSetName == ThisUser)
            AsAWhole(() => _isGood = IsGood(Context));
        foreach (var home in AllUsers ? UserHomes.All(HostSystem.Current, Context.Files) : [])
            Test(() => home);
        if (Quiet)
            WriteObject(_isGood);
    }

    // A user who cannot be looked at is not a healthy one.
    private void Test(Func<UserHome> find)
    {
        var isGood = false;
        PerItem(() => isGood = IsGood(ModuleContext.Of(find())));
        _isGood &= isGood;
    }

    private bool IsGood(ModuleContext context)
    {
        var findings = new ProfileHealth(context, port => GatewayProbe.WhoListens(port, context.Home, context.Files)).Check();
        if (!Quiet)
            WriteObject(findings, enumerateCollection: true);
        return findings.All(finding => finding.Severity != HealthSeverity.Error);
    }
}

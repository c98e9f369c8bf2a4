using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>
/// Puts right what <c>Test-CDProfile</c> finds wrong and can be put right, and says of every finding what became of it. A second run changes nothing.
/// With <c>-To</c>, brings the state before an earlier switch back: which provider was active, which profile was applied, the deployment modes, and
/// our own profile's keys, with the secret from the secret store. Profiles of other programs and the provider's own settings are not changed.
/// </summary>
[Cmdlet(VerbsDiagnostic.Repair, "CDProfile", DefaultParameterSetName = RepairSet, SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Repair-CDProfile.md")]
[OutputType(typeof(RepairResult), ParameterSetName = [RepairSet])]
[OutputType(typeof(SwitchResult), ParameterSetName = [SnapshotSet])]
public sealed class RepairCDProfileCommand : ClaudeDesktopCommand
{
    private const string RepairSet = "Repair";
    private const string SnapshotSet = "Snapshot";
    private const string Target = "Claude Desktop";
    private readonly List<string> _snapshots = [];

    /// <summary>The id of a snapshot of <c>Get-CDProfile -History</c>, to bring back.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SnapshotSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ArgumentCompleter(typeof(SnapshotIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string To { get; set; } = "";

    /// <summary>Restarts Claude Desktop afterwards, if it runs and something that it reads at its start was put right.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == SnapshotSet)
            _snapshots.Add(To);
    }

    // One snapshot more may still come down the pipeline, so nothing is written before its end.
    protected override void EndProcessing() => AsAWhole(() =>
    {
        if (ParameterSetName == RepairSet)
            Repair();
        else if (_snapshots.Count > 1)
            throw MoreThanOne();
        else if (_snapshots.Count == 1)
            BringBack(_snapshots[0]);
    });

    private ProfileRepair Repairer => new(Context, port => GatewayProbe.WhoListens(port, Context.Home, Context.Files));

    private void Repair()
    {
        if (Restart)
            AppRestart.CheckFound(Context);
        var found = Repairer.Find();
        var codes = ProfileRepair.Repairable(found).Select(finding => finding.Code);
        if (Restart)
            codes = codes.Concat(found.Select(finding => finding.Code).Where(code => code == HealthCode.AppNotRestarted));
        var listed = string.Join(", ", codes.Distinct());
        if (!ShouldProcess(Target, listed.Length == 0 ? "Repair nothing, since nothing that can be repaired was found" : $"Repair {listed}{AndRestart}"))
            return;
        var results = Repairer.Run(found);
        if (Restart && ProfileRepair.NeedsRestart(results))
            results = AfterRestart(results);
        WriteObject(results, enumerateCollection: true);
        if (results.Any(result => result.RestartRequired))
            WarnAboutRestart();
    }

    private string AndRestart => Restart ? ", and restart it" : "";

    private IReadOnlyList<RepairResult> AfterRestart(IReadOnlyList<RepairResult> results)
    {
        try
        {
            Restarting(new AppRestarter(this, Context), restarter => restarter.Run(startStopped: false, null));
            return ProfileRepair.Restarted(results);
        }
        catch (ClaudeDesktopException)
        {
            WriteObject(results, enumerateCollection: true);
            throw;
        }
    }

    private void BringBack(string id)
    {
        if (Restart)
            AppRestart.CheckFound(Context);
        var snapshot = new SnapshotHistory(Context.Home, Context.Files).Read(id);
        if (!ShouldProcess(Target, $"Bring back the state of {snapshot.CreatedAt:u}: {snapshot.ProviderName ?? "official mode"}, before {snapshot.Reason} of {snapshot.Next}{AndRestart}"))
            return;
        var result = new ProfileSwitch(Context).BringBack(snapshot.Id);
        if (Restart)
            Restarting(new AppRestarter(this, Context), restarter => result = restarter.AfterSwitch(result, WriteObject));
        WriteObject(result);
        WarnIfRestartRequired(result);
        var wrong = ProfileRepair.Repairable(Repairer.Find());
        if (wrong.Count > 0)
            WriteWarning($"The state is as it was, which is not what '{result.Provider.Name}' needs now: {string.Join(", ", wrong.Select(finding => finding.Code).Distinct())}. Repair-CDProfile without -To writes what it needs.");
        WarnIfGatewayMissing(result.Provider);
    }

    private ClaudeDesktopException MoreThanOne() => new(
        ErrorCode.MoreThanOneSnapshot,
        $"One state can be brought back, but {_snapshots.Count} were given: {string.Join(", ", _snapshots)}. Nothing was changed.",
        "Name one of them.",
        _snapshots.ToArray());
}

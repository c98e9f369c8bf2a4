using System.Management.Automation;
using ClaudeDesktop.Desktop;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Shows what Claude Desktop's files say now, or what they said before each of the last switches.</summary>
[Cmdlet(VerbsCommon.Get, "CDProfile", DefaultParameterSetName = NowSet, HelpUri = ProjectPage.Help + "Get-CDProfile.md")]
[OutputType(typeof(DesktopProfile), ParameterSetName = [NowSet])]
[OutputType(typeof(ProfileSnapshot), ParameterSetName = [HistorySet])]
public sealed class GetCDProfileCommand : ClaudeDesktopCommand
{
    private const string NowSet = "Now";
    private const string HistorySet = "History";

    /// <summary>The last ten states before a switch, the newest first. <c>Repair-CDProfile -To</c> brings one back.</summary>
    [Parameter(Mandatory = true, ParameterSetName = HistorySet)]
    public SwitchParameter History { get; set; }

    protected override void EndProcessing() => AsAWhole(() =>
    {
        if (History)
            WriteHistory(new SnapshotHistory(Context.Home, Context.Files));
        else
            WriteObject(ProfileReader.Read(Context));
    });

    private void WriteHistory(SnapshotHistory history)
    {
        foreach (var id in history.Ids)
            PerItem(() => WriteObject(history.Read(id)));
    }
}

using System;
using System.IO;
using System.Management.Automation;
using ClaudeDesktop.Usage;
using ClaudeDesktop.Usage.Report;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Writes what requests used as one page with charts, for a browser: from the ledgers, or from the requests that are piped.</summary>
[Cmdlet(VerbsData.Export, "CDUsageReport", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Export-CDUsageReport.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportCDUsageReportCommand : UsageCommand
{
    private const string PathSet = "Path";
    private const string InputObjectSet = "InputObject";
    private readonly UsageReport _report = new(TimeZoneInfo.Local);
    private UsageFilter? _filter;

    /// <summary>The page to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string OutFile { get; set; } = "";

    /// <summary>Ledgers of other machines: files or folders, with wildcards.</summary>
    [Parameter(Position = 1, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Requests from Get-CDRequest, in place of ledgers.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public UsageRecord[] InputObject { get; set; } = [];

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    // A long ledger is not read for a file that may not be written.
    protected override void BeginProcessing() => AsAWhole(() =>
    {
        _filter = Filter();
        UsageReportFile.CheckFree(Context, File, Force);
    });

    protected override void ProcessRecord()
    {
        if (ParameterSetName != InputObjectSet)
            return;
        foreach (var record in InputObject)
            _report.Add(record, _filter!);
    }

    protected override void EndProcessing() => AsAWhole(() => Stoppable(() =>
    {
        if (!ShouldProcess(File, "Write a page of what was used"))
            return;
        var findings = new UsageFindings();
        if (ParameterSetName == PathSet)
            _report.Add(Ledgers(Path), _filter!, findings, Stopped);
        UsageReportFile.Write(Context, File, _report.ToHtml(Context.Clock(), ModuleFolder.Source.Version), Force);

        // PowerShell's own object of the file: its view of files lacks columns for one that has not been through its provider.
        WriteObject(InvokeProvider.Item.Get([File], force: true, literalPath: true), enumerateCollection: true);
        Tell(findings);
    }));

    private string File => GetUnresolvedProviderPathFromPSPath(OutFile);
}

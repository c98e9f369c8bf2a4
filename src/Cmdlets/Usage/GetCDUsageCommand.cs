using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Sums what requests used: those of the ledgers, or those that are piped.</summary>
[Cmdlet(VerbsCommon.Get, "CDUsage", DefaultParameterSetName = PathSet, HelpUri = ProjectPage.Help + "Get-CDUsage.md")]
[OutputType(typeof(UsageSum))]
public sealed class GetCDUsageCommand : UsageCommand
{
    private const string PathSet = "Path";
    private const string InputObjectSet = "InputObject";
    private UsageSummary? _summary;
    private UsageFilter? _filter;

    /// <summary>What to sum by; without it, all is one sum.</summary>
    [Parameter(Position = 0)]
    public UsageGroup[] GroupBy { get; set; } = [];

    /// <summary>Ledgers of other machines: files or folders, with wildcards.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Requests from Get-CDRequest, in place of ledgers.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public UsageRecord[] InputObject { get; set; } = [];

    protected override void BeginProcessing()
    {
        _summary = new UsageSummary([.. GroupBy.Distinct()]);
        _filter = Filter();
    }

    protected override void ProcessRecord()
    {
        if (ParameterSetName != InputObjectSet)
            return;
        foreach (var record in InputObject)
            _summary!.Add(record, _filter!);
    }

    protected override void EndProcessing() => PerItem(() => Stoppable(() =>
    {
        var findings = new UsageFindings();
        if (ParameterSetName == PathSet)
            _summary!.Add(Ledgers(Path), _filter!, findings, Stopped);
        WriteObject(_summary!.Sums, enumerateCollection: true);
        Tell(findings);
    }));
}

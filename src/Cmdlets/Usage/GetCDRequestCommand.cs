using System;
using System.Collections.Generic;
using System.Management.Automation;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Lists the requests that gateways answered, as they stand in their ledgers, and follows them as they come.</summary>
[Cmdlet(VerbsCommon.Get, "CDRequest", HelpUri = ProjectPage.Help + "Get-CDRequest.md")]
[OutputType(typeof(UsageRecord))]
public sealed class GetCDRequestCommand : UsageCommand
{
    private const int LookEveryMilliseconds = 200;

    /// <summary>Ledgers of other machines: files or folders, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Only the last ones of what is there.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Tail { get; set; }

    /// <summary>Stays, and gives each request that ends from then on, until Ctrl+C.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    protected override void EndProcessing() => PerItem(() => Stoppable(() =>
    {
        var ledgers = Ledgers(Path);
        if (Wait)
            Follow(new UsageFollower(ledgers, Filter()));
        else
            Read(ledgers);
    }));

    private void Read(IReadOnlyList<string> ledgers)
    {
        var findings = new UsageFindings();
        Emit(UsageLedger.Read(ledgers, Filter(), findings, Stopped));
        Tell(findings);
    }

    private void Follow(UsageFollower follower)
    {
        Emit(follower.Next());
        while (!Stopped.WaitHandle.WaitOne(LookEveryMilliseconds))
        {
            foreach (var record in follower.Next())
                WriteObject(record);
        }
    }

    private void Emit(IEnumerable<UsageRecord> records)
    {
        foreach (var record in Tail is { } count ? Last(records, count) : records)
        {
            Stopped.ThrowIfCancellationRequested();
            WriteObject(record);
        }
    }

    private static Queue<UsageRecord> Last(IEnumerable<UsageRecord> records, int count)
    {
        var kept = new Queue<UsageRecord>(Math.Min(count, 1024));
        foreach (var record in records)
        {
            kept.Enqueue(record);
            if (kept.Count > count)
                kept.Dequeue();
        }

        return kept;
    }
}

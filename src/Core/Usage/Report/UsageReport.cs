using System;
using System.Collections.Generic;
using System.Threading;

namespace ClaudeDesktop.Usage.Report;

/// <summary>What was used, as one page to look at. Takes any number of records, in any order, in memory that does not grow with them.</summary>
/// <param name="zone">Whose days are meant.</param>
public sealed class UsageReport(TimeZoneInfo zone)
{
    private readonly UsageTally _tally = new(zone);
    private readonly List<string> _notes = [];

    /// <summary>How many records were added.</summary>
    public long Requests => _tally.All.Requests;

    public void Add(UsageRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _tally.Add(record);
    }

    /// <summary>Adds a request where it is one of those that are wanted.</summary>
    public void Add(UsageRecord record, UsageFilter filter)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(filter);
        if (filter.Holds(UsageRow.Of(record)))
            _tally.Add(record);
    }

    /// <summary>Adds what ledgers hold, and to the page what they may lack.</summary>
    /// <param name="filesOrFolders">Files and folders, as <see cref="UsageLedger.Read"/> takes them.</param>
    /// <param name="filter">Which requests.</param>
    /// <param name="findings">Takes what was noticed on the way.</param>
    /// <param name="cancellation">Ends the reading with an exception.</param>
    public void Add(IEnumerable<string> filesOrFolders, UsageFilter filter, UsageFindings findings, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(findings);
        foreach (var record in UsageLedger.Read(filesOrFolders, filter, findings, cancellation))
            _tally.Add(record);
        _notes.AddRange(FindingNotes.Of(findings));
    }

    /// <summary>Adds a sentence that whoever reads the page should know, at its end.</summary>
    public void Note(string sentence) => _notes.Add(sentence);

    /// <summary>The page: everything is in it, and it loads nothing.</summary>
    /// <param name="madeAt">When the page is made.</param>
    /// <param name="version">The module's version.</param>
    public string ToHtml(DateTimeOffset madeAt, string version) => new ReportPage(_tally, Periods.Of(_tally), _notes).Whole(TimeZoneInfo.ConvertTime(madeAt, zone), version).ToString();
}

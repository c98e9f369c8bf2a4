using System.Collections.Generic;

namespace ClaudeDesktop.Usage;

/// <summary>What a reader noticed: everything because of which a ledger may say too little.</summary>
public sealed class UsageFindings
{
    private readonly List<UsageCut> _cuts = [];
    private readonly List<string> _unreadableFiles = [];

    /// <summary>The runs that ended without a word. Of each, at most the last batch of requests is missing.</summary>
    public IReadOnlyList<UsageCut> Cuts => _cuts;

    /// <summary>Lines that are no JSON object of a ledger, such as one that a crash cut in two.</summary>
    public long UnreadableLines { get; internal set; }

    /// <summary>Requests whose lines are gone from the midst of a file.</summary>
    public long LostRequests { get; internal set; }

    /// <summary>Requests that a gateway could not write, such as for want of room on the disk.</summary>
    public long MissedRequests { get; internal set; }

    /// <summary>Lines that stand in more than one file and were counted once.</summary>
    public long RepeatedLines { get; internal set; }

    /// <summary>The files that could not be read.</summary>
    public IReadOnlyList<string> UnreadableFiles => _unreadableFiles;

    internal void Add(UsageCut cut) => _cuts.Add(cut);

    internal void AddUnreadable(string path) => _unreadableFiles.Add(path);
}

using System.Collections.Generic;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Why a page may say too little, for whoever reads it.</summary>
internal static class FindingNotes
{
    public static IEnumerable<string> Of(UsageFindings findings)
    {
        if (findings.UnreadableFiles.Count > 0)
            yield return $"{Readable.Plural(findings.UnreadableFiles.Count, "ledger", "ledgers")} could not be read: what is in there is missing here.";
        if (findings.Cuts.Count > 0)
            yield return $"{Readable.Plural(findings.Cuts.Count, "run of a gateway was", "runs of gateways were")} cut short: what ended in the moment before may be missing.";
        if (findings.MissedRequests > 0)
            yield return $"{Readable.Plural(findings.MissedRequests, "request", "requests")} could not be written down when they ended, and are missing.";
        if (findings.LostRequests > 0)
            yield return $"{Readable.Plural(findings.LostRequests, "request was", "requests were")} written down, and are gone from the files.";
    }
}

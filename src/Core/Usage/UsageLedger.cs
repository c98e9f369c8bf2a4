using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace ClaudeDesktop.Usage;

/// <summary>Reads what gateways wrote down: the ledgers of this machine, or copies from others.</summary>
public static class UsageLedger
{
    /// <summary>The requests, file by file, in the order in which they ended. Nothing more than a block of a file is held.</summary>
    /// <param name="filesOrFolders">Files, whatever they are called, and folders, of which only files with a ledger's name are read. What does not exist holds nothing.</param>
    /// <param name="filter">Which requests; null for all.</param>
    /// <param name="findings">Takes what was noticed on the way; complete when the last request was read.</param>
    /// <param name="cancellation">Ends the reading with an exception.</param>
    public static IEnumerable<UsageRecord> Read(IEnumerable<string> filesOrFolders, UsageFilter? filter = null, UsageFindings? findings = null, CancellationToken cancellation = default) =>
        Rows(filesOrFolders, filter ?? UsageFilter.All, findings ?? new UsageFindings(), withIds: true, cancellation).Select(static row => row.ToRecord());

    /// <summary>The same without a new object for each: the row is always the same, and the next request overwrites it.</summary>
    internal static IEnumerable<UsageRow> Rows(IEnumerable<string> filesOrFolders, UsageFilter filter, UsageFindings findings, bool withIds, CancellationToken cancellation)
    {
        var files = Files(filesOrFolders, filter, findings);
        var parser = new UsageParser(withIds);
        var seen = HaveCopies(files) ? new HashSet<ulong>() : null;
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Open(file, parser, findings, seen) is not { } reader)
                continue;
            using (reader)
            {
                while (Next(reader, file, findings))
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (filter.Holds(reader.Row))
                        yield return reader.Row;
                }

                if (reader.Finish() && filter.Holds(reader.Row))
                    yield return reader.Row;
            }
        }
    }

    /// <summary>The files that are meant, each once, by their names, which sort by time.</summary>
    internal static IReadOnlyList<string> Files(IEnumerable<string> filesOrFolders, UsageFilter filter, UsageFindings findings)
    {
        var files = new List<string>();
        foreach (var path in filesOrFolders.Select(Path.GetFullPath))
        {
            if (!Directory.Exists(path))
                files.Add(path);
            else
                files.AddRange(InFolder(path, findings));
        }

        return
        [
            .. files.Distinct(StringComparer.Ordinal)
                .Where(file => File.Exists(file) && (UsageFileName.Parse(file) is not { } name || filter.MayHold(name)))
                .OrderBy(Path.GetFileName, StringComparer.Ordinal),
        ];
    }

    // Only a copy has the name of another file; and what has no name of ours may have been put together from several.
    private static bool HaveCopies(IReadOnlyList<string> files) =>
        files.Count > 1 && (files.Any(static file => UsageFileName.Parse(file) is null) || files.Select(Path.GetFileName).Distinct(StringComparer.Ordinal).Count() < files.Count);

    private static IEnumerable<string> InFolder(string folder, UsageFindings findings)
    {
        try
        {
            return [.. Directory.GetFiles(folder).Where(static file => UsageFileName.Parse(file) is not null)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.AddUnreadable(folder);
            return [];
        }
    }

    private static UsageFileReader? Open(string file, UsageParser parser, UsageFindings findings, HashSet<ulong>? seen)
    {
        try
        {
            return new UsageFileReader(file, parser, findings, seen);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Its time was over between the look into the folder and this one.
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.AddUnreadable(file);
            return null;
        }
    }

    private static bool Next(UsageFileReader reader, string file, UsageFindings findings)
    {
        try
        {
            return reader.Next();
        }
        catch (IOException)
        {
            findings.AddUnreadable(file);
            return false;
        }
    }
}

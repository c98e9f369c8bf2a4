using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ClaudeDesktop.Usage;

/// <summary>Reads ledgers as they grow: first all that is there, then, each time it is asked, what was added, also in new files.</summary>
/// <param name="filesOrFolders">As for <see cref="UsageLedger.Read"/>.</param>
/// <param name="filter">Which requests.</param>
public sealed class UsageFollower(IReadOnlyCollection<string> filesOrFolders, UsageFilter filter)
{
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);
    private readonly UsageParser _parser = new(withIds: true);

    /// <summary>The requests that were added since the last call, as whole lines.</summary>
    public IEnumerable<UsageRecord> Next() => UsageLedger.Files(filesOrFolders, filter, new UsageFindings()).Where(MayGrow).SelectMany(Added);

    // A run writes to the file of its day, so what is older than yesterday's is looked at once.
    private bool MayGrow(string file) =>
        !_read.ContainsKey(file) || UsageFileName.Parse(file) is not { } name || name.Begun.Date >= DateTime.UtcNow.Date.AddDays(-1);

    private IEnumerable<UsageRecord> Added(string file)
    {
        _read.TryGetValue(file, out var from);
        if (Open(file, from) is not { } blocks)
            yield break;
        using (blocks)
        {
            while (Next(blocks))
            {
                // Noted first: whoever stops here has had it.
                _read[file] = blocks.Consumed;
                if (filter.Holds(_parser.Row))
                    yield return _parser.Row.ToRecord();
            }

            _read[file] = blocks.Consumed;
        }
    }

    private static UsageBlocks? Open(string file, long from)
    {
        try
        {
            return new FileInfo(file).Length > from ? new UsageBlocks(file, from) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is gone, or held for a moment: there is a next time.
            return null;
        }
    }

    private bool Next(UsageBlocks blocks)
    {
        try
        {
            while (blocks.TryRead(out var line))
            {
                if (_parser.Parse(line) == UsageLineKind.Request)
                    return true;
            }
        }
        catch (IOException)
        {
            // The same.
        }

        return false;
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>The states of Claude Desktop's side before the last switches, one file each, so that each can be brought back.</summary>
public sealed class SnapshotHistory(DataHome home, IFileOperations files)
{
    /// <summary>How many are kept.</summary>
    public const int Length = 10;

    /// <summary>The ids of all snapshots, the newest first.</summary>
    public IReadOnlyList<string> Ids => [.. Numbered().OrderByDescending(item => item.Number).Select(item => item.Id)];

    /// <summary>A snapshot; fails where there is none of that id, or where it cannot be read.</summary>
    public ProfileSnapshot Read(string id)
    {
        if (Ids.FirstOrDefault(known => string.Equals(known, id, StringComparison.OrdinalIgnoreCase)) is not { } found
            || files.Read(home.HistoryFile(found)) is not { } bytes)
            throw NotFound(id);
        try
        {
            return SnapshotJson.Parse(found, bytes, home.HistoryFile(found));
        }
        catch (ClaudeDesktopException e) when (e.Code == ErrorCode.FileUnreadable)
        {
            throw Unusable(found, e.Message, e);
        }
    }

    /// <summary>Keeps a state; gives its id. The lock must be held.</summary>
    internal string Add(Func<string, ProfileSnapshot> state, DateTimeOffset now)
    {
        var number = Numbered().Select(item => item.Number).DefaultIfEmpty(0).Max() + 1;
        var id = string.Format(CultureInfo.InvariantCulture, "{0:yyyyMMdd-HHmmss}-{1}", now.UtcDateTime, number);
        files.Replace(home.HistoryFile(id), SnapshotJson.Format(state(id)), FilePrivacy.Private, expected: null);
        return id;
    }

    /// <summary>Takes one away whose switch did not happen. It does no harm where that fails.</summary>
    internal void Drop(string id) => DeleteQuietly(id);

    /// <summary>Takes away all but the last, and what killed writers left. It does no harm where that fails. The lock must be held.</summary>
    internal void Prune()
    {
        TemporaryFiles.SweepFolder(home.HistoryFolder);
        foreach (var id in Ids.Skip(Length))
            DeleteQuietly(id);
    }

    internal static ClaudeDesktopException Unusable(string id, string why, Exception? cause = null) => new(
        ErrorCode.SnapshotUnusable,
        $"The state of snapshot '{id}' cannot be brought back: {why} Nothing was written.",
        "Choose another one with Get-CDProfile -History, or switch with Enable-CDProvider or Restore-CDOfficial.",
        id,
        cause);

    private static ClaudeDesktopException NotFound(string id) => new(
        ErrorCode.SnapshotNotFound,
        $"There is no snapshot '{id}'. Nothing was written.",
        "List the snapshots with Get-CDProfile -History.",
        id);

    private void DeleteQuietly(string id)
    {
        try
        {
            if (files.Read(home.HistoryFile(id)) is { } bytes)
                files.Delete(home.HistoryFile(id), bytes);
        }
        catch (Exception e) when (e is ClaudeDesktopException or IOException)
        {
            // The next switch tries again.
        }
    }

    private IEnumerable<(string Id, int Number)> Numbered()
    {
        if (!Directory.Exists(home.HistoryFolder))
            yield break;
        foreach (var path in Directory.GetFiles(home.HistoryFolder, "*.json"))
        {
            var id = Path.GetFileNameWithoutExtension(path);
            var parts = id.Split('-');
            if (parts.Length == 3 && parts.All(part => part.Length > 0 && part.All(char.IsDigit)) && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                yield return (id, number);
        }
    }
}

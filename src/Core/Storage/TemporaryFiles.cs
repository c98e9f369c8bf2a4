using System;
using System.IO;

namespace ClaudeDesktop.Storage;

/// <summary>The unfinished files that a killed process leaves beside its targets.</summary>
internal static class TemporaryFiles
{
    public const string Marker = ".cdtmp-";

    /// <summary>Deletes what an earlier writer of this target left. Only ever called while the store's lock is held, so no writer is at work.</summary>
    public static void Sweep(string target) => Delete(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}{Marker}*");

    /// <summary>The same for a folder of ours, whatever the targets were called.</summary>
    public static void SweepFolder(string folder) => Delete(folder, $".*{Marker}*");

    private static void Delete(string folder, string pattern)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var leftover in Directory.GetFiles(folder, pattern))
        {
            try
            {
                File.Delete(leftover);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It does no harm where it lies; the next change tries again.
            }
        }
    }
}

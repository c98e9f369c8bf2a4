using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Storage;

/// <summary>Several files change, or none does. A crash in between is for the journal of the caller; a failure is undone here.</summary>
internal static class FileTransaction
{
    /// <summary>Makes the changes in their order; on a failure takes back those already made, and throws what stopped it.</summary>
    /// <exception cref="ClaudeDesktopException"><see cref="ErrorCode.SwitchInterrupted"/> where something could not be taken back; otherwise the failure itself.</exception>
    public static void Apply(IReadOnlyList<FileChange> changes, IFileOperations files)
    {
        var done = 0;
        try
        {
            for (; done < changes.Count; done++)
            {
                TemporaryFiles.Sweep(changes[done].Path);
                Make(changes[done].Path, changes[done].Before, changes[done].After, changes[done].Privacy, files);
            }
        }
        catch (Exception cause)
        {
            // The change that failed may have reached the disk all the same, so it is among those taken back.
            for (var i = Math.Min(done, changes.Count - 1); i >= 0; i--)
                TakeBack(changes[i], cause, files);
            throw;
        }
    }

    private static void TakeBack(FileChange change, Exception cause, IFileOperations files)
    {
        try
        {
            var found = files.Read(change.Path);
            if (!new FileChange(change.Path, found, change.Before, change.Privacy).ChangesSomething)
                return;
            if (new FileChange(change.Path, found, change.After, change.Privacy).ChangesSomething)
            {
                // Neither ours nor what we found: another program wrote it meanwhile, and its work stays.
                if (cause is ClaudeDesktopException { Code: ErrorCode.FileChangedMeanwhile })
                    return;
                throw FileErrors.ChangedMeanwhile(change.Path);
            }

            Make(change.Path, change.After, change.Before, change.Privacy, files);
        }
        catch (Exception e) when (e is not ClaudeDesktopException { Code: ErrorCode.SwitchInterrupted })
        {
            throw new ClaudeDesktopException(
                ErrorCode.SwitchInterrupted,
                $"The switch failed ({cause.Message}), and '{change.Path}' could not be put back ({e.Message}).",
                "Remove what stands in the way, and run Repair-CDProfile: it finishes or takes back what was begun.",
                change.Path,
                cause);
        }
    }

    private static void Make(string path, byte[]? before, byte[]? after, FilePrivacy privacy, IFileOperations files)
    {
        if (after is not null)
            files.Replace(path, after, privacy, before);
        else if (before is not null)
            files.Delete(path, before);
    }
}

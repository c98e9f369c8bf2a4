using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>A folder of folders, each of which appears and goes in one step. What lies there without our mark is somebody else's, and stays.</summary>
internal sealed class StableFolder(string root, IFileOperations files)
{
    /// <summary>The file by which a folder of ours is known.</summary>
    public const string OwnMark = ".claudedesktop-copy";

    /// <summary>Sees to it that a folder holds certain files of another, as they are there.</summary>
    /// <param name="name">The folder's name.</param>
    /// <param name="source">The other folder.</param>
    /// <param name="names">The files, by their paths from there.</param>
    public void Ensure(string name, string source, IReadOnlyList<string> names)
    {
        var folder = Path.Combine(root, name);
        LinkCheck.Refuse(root);
        LinkCheck.Refuse(folder);
        if (Directory.Exists(folder) && !IsOwn(folder))
            throw FileErrors.IsNotOurs(folder);
        Sweep();
        if (Directory.Exists(folder) && names.All(file => Same(Path.Combine(source, file), Path.Combine(folder, file))))
            return;
        var unfinished = Unfinished();
        files.Replace(Path.Combine(unfinished, OwnMark), [], FilePrivacy.PrivateProgram, expected: null);
        foreach (var file in names)
            files.Replace(Path.Combine(unfinished, file), File.ReadAllBytes(Path.Combine(source, file)), FilePrivacy.PrivateProgram, expected: null);
        Exchange(unfinished, folder);
        NativeFile.FlushFolder(root);
    }

    /// <summary>The folders that were made here.</summary>
    public IReadOnlyList<string> Copies() =>
        Directory.Exists(root) && !IsLink(root)
            ? [.. Directory.GetDirectories(root).Where(folder => !IsUnfinished(folder) && !IsLink(folder) && IsOwn(folder)).OrderBy(folder => folder, StringComparer.Ordinal)]
            : [];

    /// <summary>Takes a folder away, unless something in it is in use: then it stays whole.</summary>
    public void Discard(string folder)
    {
        try
        {
            Directory.Move(folder, Unfinished());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows renames no folder with a program that runs.
        }
    }

    /// <summary>Deletes what is neither a whole folder nor becomes one.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(root) || IsLink(root))
            return;
        TemporaryFiles.SweepFolder(root);
        foreach (var leftover in Directory.GetDirectories(root).Where(IsUnfinished))
        {
            try
            {
                Directory.Delete(leftover, recursive: !IsLink(leftover));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It does no harm where it lies; the next change tries again.
            }
        }
    }

    // There is no one step for two folders everywhere; what goes wrong between the two is undone.
    private void Exchange(string unfinished, string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.Move(unfinished, folder);
            return;
        }

        var old = Unfinished();
        Directory.Move(folder, old);
        try
        {
            Directory.Move(unfinished, folder);
        }
        catch
        {
            Directory.Move(old, folder);
            throw;
        }

        Sweep();
    }

    private string Unfinished() => Path.Combine(root, TemporaryFiles.Marker + Guid.NewGuid().ToString("N"));

    private static bool Same(string shipped, string copy) =>
        File.Exists(copy) && !IsLink(copy) && UnixMode.IsProgram(copy) && File.ReadAllBytes(shipped).AsSpan().SequenceEqual(File.ReadAllBytes(copy));

    private static bool IsOwn(string folder) => File.Exists(Path.Combine(folder, OwnMark));

    private static bool IsUnfinished(string folder) => Path.GetFileName(folder).StartsWith(TemporaryFiles.Marker, StringComparison.Ordinal);

    private static bool IsLink(string path) => (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
}

using System;
using System.IO;

namespace ClaudeDesktop.Storage;

/// <summary>Tells cheaply whether a file has changed.</summary>
public readonly record struct FileStamp(DateTime Written, long Length)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    /// <summary>Whether the file may change once more without another stamp: a file system's clock goes in steps.</summary>
    public bool IsRecent => Length > 0 && IsFresh(Written);

    /// <summary>Whether something that was written then could be written again without another time.</summary>
    public static bool IsFresh(DateTime written) => DateTime.UtcNow - written < Tick;

    public static FileStamp Of(string path) => Of(new FileInfo(path));

    public static FileStamp Of(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}

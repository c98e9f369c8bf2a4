using System;
using System.IO;

namespace ClaudeDesktop.Storage;

/// <summary>Tells cheaply whether a file has changed.</summary>
public readonly record struct FileStamp(DateTime Written, long Length)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}

using System;
using System.IO;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Tells cheaply whether a file has changed.</summary>
internal readonly record struct FileStamp(DateTime Written, long Length)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
    }
}

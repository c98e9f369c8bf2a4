using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>A file of which every request asks whether it has changed. What was looked at a moment ago is not looked at again.</summary>
internal sealed class WatchedFile(string path)
{
    // Shorter than any command takes to write a file, and long enough for one request to ask twice.
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(200);
    private readonly Lock _lock = new();
    private readonly FileInfo _file = new(path);
    private FileStamp _stamp;
    private long _lookedAt = long.MinValue;

    public FileStamp Stamp
    {
        get
        {
            lock (_lock)
            {
                if (_lookedAt != long.MinValue && Stopwatch.GetElapsedTime(_lookedAt) < Moment)
                    return _stamp;
                _lookedAt = Stopwatch.GetTimestamp();
                _file.Refresh();
                return _stamp = FileStamp.Of(_file);
            }
        }
    }
}

using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>
/// Tells by one look at a folder whether the files in it may have changed: our own are replaced, which changes the folder as well. For
/// whoever writes into one where it stands, the files themselves are looked at a few times a second.
/// </summary>
internal sealed class WatchedFolder(DataHome home)
{
    // Shorter than any command takes to write a file, and long enough for one request to ask several times.
    private static readonly TimeSpan Moment = TimeSpan.FromMicroseconds(200);
    private static readonly TimeSpan Trust = TimeSpan.FromMilliseconds(250);
    private readonly Lock _lock = new();
    private readonly DirectoryInfo _folder = new(home.Root);
    private DateTime _written;
    private long _looked;
    private long _counted;
    private long _version;

    /// <summary>Another number whenever the files have to be looked at again.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
            {
                if (_version == 0 || Stopwatch.GetElapsedTime(_looked) >= Moment)
                    Look();
                return _version;
            }
        }
    }

    // A file system's clock goes in steps: a folder that has changed just now may change once more without a sign.
    private void Look()
    {
        _looked = Stopwatch.GetTimestamp();
        _folder.Refresh();
        var written = _folder.LastWriteTimeUtc;
        if (_version > 0 && written == _written && !FileStamp.IsFresh(written) && Stopwatch.GetElapsedTime(_counted) < Trust)
            return;
        (_written, _counted) = (written, _looked);
        _version++;
    }
}

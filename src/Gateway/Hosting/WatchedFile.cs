using System.IO;
using System.Threading;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>A file of which every request asks whether it has changed.</summary>
/// <param name="folder">The folder that it lies in.</param>
/// <param name="path">The file.</param>
internal sealed class WatchedFile(WatchedFolder folder, string path)
{
    private readonly Lock _lock = new();
    private readonly FileInfo _file = new(path);
    private FileStamp _stamp;
    private long _seen;

    public FileStamp Stamp
    {
        get
        {
            var version = folder.Version;
            lock (_lock)
            {
                if (version == _seen)
                    return _stamp;
                _seen = version;
                _file.Refresh();
                return _stamp = FileStamp.Of(_file);
            }
        }
    }
}

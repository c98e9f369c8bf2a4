using System;
using System.Threading;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Budgets;

/// <summary>What a file says, read again when it changes. While a change makes no sense, what it said before counts.</summary>
/// <param name="folder">The folder that it lies in.</param>
/// <param name="path">The file.</param>
/// <param name="read">Reads it.</param>
/// <param name="log">Who is told of a change that makes no sense.</param>
internal sealed class LiveFile<T>(WatchedFolder folder, string path, Func<T> read, IGatewayLog log)
    where T : class
{
    private readonly Lock _lock = new();
    private readonly WatchedFile _file = new(folder, path);
    private T? _known;
    private FileStamp _stamp;

    /// <exception cref="ClaudeDesktopException">The file has never made sense.</exception>
    public T Current
    {
        get
        {
            lock (_lock)
            {
                var stamp = _file.Stamp;
                if (_known is null || stamp != _stamp)
                    Refresh();
                _stamp = stamp;
                return _known!;
            }
        }
    }

    private void Refresh()
    {
        try
        {
            _known = read();
        }
        catch (ClaudeDesktopException e) when (_known is not null)
        {
            log.Log(LogLevel.Warning, $"{e.Message} The gateway goes on with what it knew. {e.RecommendedAction}");
        }
    }
}

using System.Threading;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>The provider store as it is now: read again when its file changes, so that a switch reaches a running gateway.</summary>
internal sealed class LiveStore(DataHome home, WatchedFolder folder, IFileOperations files, IGatewayLog log)
{
    private readonly ProviderStore _store = new(home, files);
    private readonly WatchedFile _file = new(folder, home.StoreFile);
    private readonly Lock _lock = new();
    private StoreSnapshot? _snapshot;
    private FileStamp _stamp;

    public StoreSnapshot Current
    {
        get
        {
            lock (_lock)
            {
                var stamp = _file.Stamp;
                if (_snapshot is null || stamp != _stamp)
                    Refresh(stamp);
                return _snapshot!;
            }
        }
    }

    // Stamped before it is read: a change in between is read again next time.
    private void Refresh(FileStamp stamp)
    {
        try
        {
            _snapshot = _store.Read();
        }
        catch (ClaudeDesktopException e) when (_snapshot is not null)
        {
            log.Log(LogLevel.Warning, $"{e.Message} The gateway goes on with the providers that it knew. {e.RecommendedAction}");
        }

        _stamp = stamp;
    }
}

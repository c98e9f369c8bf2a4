using System;
using System.Threading;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>
/// Gives back the memory of a burst once it is over. Nothing else would: while no request comes, .NET has no reason to collect. It is done
/// more than once, since the pool that all of .NET shares lets go of a few arrays at a time, and of none before it has lain there for a
/// minute; after that nothing wakes until there is work.
/// </summary>
/// <param name="isBusy">Whether requests are under way.</param>
/// <param name="collect">Collects.</param>
/// <param name="time">The clock.</param>
internal sealed class MemoryRest(Func<bool> isBusy, Action collect, TimeProvider time) : IDisposable
{
    private const int Aged = 8;
    private const int Again = 3;
    private const int Last = 38;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private bool _hasWorked;
    private bool _isOver;
    private int _beats;

    /// <summary>Collects for good: to the last page that is not needed.</summary>
    public static void CollectAll()
    {
        LargeArrays.LetGo();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>A request has come.</summary>
    public void Work()
    {
        if (Volatile.Read(ref _hasWorked))
            return;
        lock (_lock)
        {
            _hasWorked = true;
            if (!_isOver)
                _timer ??= time.CreateTimer(static state => ((MemoryRest)state!).OnBeat(), this, Beat, Beat);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _timer?.Dispose();
        }
    }

    private void OnBeat()
    {
        lock (_lock)
        {
            if (_isOver || _timer is null)
                return;
            _beats = _hasWorked || isBusy() ? 0 : _beats + 1;
            _hasWorked = false;
            if (_beats != 1 && (_beats < Aged || (_beats - Aged) % Again != 0))
                return;
            if (_beats == Last)
            {
                _timer.Dispose();
                (_timer, _beats) = (null, 0);
            }
        }

        collect();
    }
}

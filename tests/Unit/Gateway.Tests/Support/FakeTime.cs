using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>A clock that moves only when it is told to.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private long _ticks = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state, GetTimestamp() + dueTime.Ticks, period.Ticks);
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    /// <summary>Moves on second by second, so that every timer sees every second.</summary>
    public void Advance(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            var now = Interlocked.Add(ref _ticks, TimeSpan.TicksPerSecond);
            List<FakeTimer> due;
            lock (_lock)
                due = [.. _timers.Where(timer => timer.Due <= now)];
            due.ForEach(timer => timer.Fire(now));
        }
    }

    private sealed class FakeTimer(FakeTime time, TimerCallback callback, object? state, long due, long period) : ITimer
    {
        public long Due { get; private set; } = due;

        public void Fire(long now)
        {
            Due = now + period;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan periodTime) => throw new NotSupportedException();

        public void Dispose()
        {
            lock (time._lock)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

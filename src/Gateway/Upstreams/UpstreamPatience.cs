using System;
using System.Threading;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>How much longer an upstream is waited for.</summary>
internal sealed class UpstreamPatience
{
    private readonly UpstreamLimits _limits;
    private readonly TimeProvider _time;
    private readonly long _began;
    private long _lastLived;
    private long _lastMoved;
    private long _silence;
    private bool _lived;

    public UpstreamPatience(Exchange exchange, UpstreamLimits limits, TimeProvider time)
    {
        _limits = limits;
        _time = time;
        _began = _lastLived = _lastMoved = time.GetTimestamp();
        _silence = (exchange.HoldsFor == TimeSpan.Zero ? limits.FirstByte : exchange.Envelope.Stream ? limits.FirstByteWithOthers : limits.WholeWithOthers).Ticks;
    }

    /// <summary>Why it was over, for the client.</summary>
    public string Reason { get; private set; } = "nothing was heard from the upstream for too long.";

    /// <summary>The upstream has given a sign of life.</summary>
    public void Lives()
    {
        LivesAt(_time.GetTimestamp());
    }

    /// <summary>The upstream has said something, which is a sign of life as well.</summary>
    public void Moves()
    {
        var now = _time.GetTimestamp();
        LivesAt(now);
        Volatile.Write(ref _lastMoved, now);
    }

    /// <summary>Changes how long the upstream may be silent from now on.</summary>
    public void Expect(TimeSpan within) => Volatile.Write(ref _silence, within.Ticks);

    public bool IsOver()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _lastLived)).Ticks >= Volatile.Read(ref _silence))
            return true;
        var isOver = _time.GetElapsedTime(Volatile.Read(ref _lastMoved)) >= _limits.Stall || _time.GetElapsedTime(_began) >= _limits.Total;
        if (isOver)
            Reason = "the upstream kept the connection alive, and did not come to an end in time.";
        return isOver;
    }

    private void LivesAt(long now)
    {
        Volatile.Write(ref _lastLived, now);
        if (_lived)
            return;
        _lived = true;
        Expect(_limits.Idle);
    }
}

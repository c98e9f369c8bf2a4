using System;
using System.Threading;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>
/// Remembers how a provider does, so that one that is down is not asked by everybody again and again. Failures count for less as time
/// passes; enough of them open the circuit, and after a pause one request finds out whether it may be closed.
/// </summary>
internal sealed class Circuit(CircuitLimits limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _weight;
    private long _weighed;
    private DateTimeOffset _openUntil;
    private DateTimeOffset _restUntil;
    private TimeSpan _pause = limits.Pause;
    private bool _isOpen;
    private bool _isProbing;
    private int _generation;

    public CircuitState State
    {
        get
        {
            lock (_lock)
                return !_isOpen ? CircuitState.Closed : time.GetUtcNow() < _openUntil ? CircuitState.Open : CircuitState.HalfOpen;
        }
    }

    /// <summary>How long until the provider may be asked again; zero where it may be now.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_lock)
                return WaitFrom(time.GetUtcNow());
        }
    }

    /// <summary>Leave to ask; null where the provider is to be left alone.</summary>
    public CircuitPermit? TryEnter()
    {
        lock (_lock)
        {
            if (WaitFrom(time.GetUtcNow()) > TimeSpan.Zero)
                return null;
            _isProbing = _isOpen;
            return new CircuitPermit(_generation, _isOpen);
        }
    }

    /// <summary>Leave to ask all the same, since nobody else is left.</summary>
    public CircuitPermit Force()
    {
        lock (_lock)
            return new CircuitPermit(_generation, IsProbe: _isOpen && !_isProbing && (_isProbing = true));
    }

    public void Succeeded(CircuitPermit permit)
    {
        lock (_lock)
        {
            if (permit.Generation != _generation)
                return;
            _weight = WeightNow() / 2;
            if (_isOpen)
                Close();
        }
    }

    public void Failed(CircuitPermit permit)
    {
        lock (_lock)
        {
            if (permit.Generation != _generation || (_isOpen && !permit.IsProbe))
                return;
            _weight = WeightNow() + 1;
            _weighed = time.GetTimestamp();
            if (permit.IsProbe)
                Open(_pause * 2);
            else if (_weight >= limits.Failures)
                Open(limits.Pause);
        }
    }

    /// <summary>Nothing was learnt, as when the client has left.</summary>
    public void Abandoned(CircuitPermit permit)
    {
        lock (_lock)
        {
            if (permit.IsProbe && permit.Generation == _generation)
                _isProbing = false;
        }
    }

    /// <summary>The provider has asked to be left alone.</summary>
    public void Rest(TimeSpan wait)
    {
        lock (_lock)
        {
            var until = time.GetUtcNow() + (wait < limits.LongestRest ? wait : limits.LongestRest);
            if (until > _restUntil)
                _restUntil = until;
        }
    }

    // While somebody finds out, all others wait for as long as they would after its failure.
    private TimeSpan WaitFrom(DateTimeOffset now)
    {
        var until = !_isOpen ? _restUntil : _openUntil > _restUntil ? _openUntil : _restUntil;
        return until > now ? until - now : _isProbing ? _pause : TimeSpan.Zero;
    }

    private double WeightNow() => _weight * Math.Pow(0.5, time.GetElapsedTime(_weighed) / limits.HalfLife);

    private void Open(TimeSpan pause)
    {
        _pause = pause < limits.LongestPause ? pause : limits.LongestPause;
        _openUntil = time.GetUtcNow() + _pause;
        _isOpen = true;
        _isProbing = false;
        _generation++;
    }

    private void Close()
    {
        _isOpen = _isProbing = false;
        _weight = 0;
        _pause = limits.Pause;
        _generation++;
    }
}

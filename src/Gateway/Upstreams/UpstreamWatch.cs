using System;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>
/// Watches one request while it is answered: cancels the upstream when the client leaves or the upstream is silent for too long, and
/// sends the client a ping when it has heard nothing for a while. Whoever writes to the client does so between
/// <see cref="EnterAsync"/> and <see cref="Exit"/>, so that a ping never lands inside an event.
/// </summary>
internal sealed class UpstreamWatch : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly Exchange _exchange;
    private readonly UpstreamLimits _limits;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _cancellation;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ITimer _timer;
    private readonly long _began;
    private long _lastWritten;
    private long _lastHeard;
    private long _limitTicks;
    private bool _heardAnything;

    public UpstreamWatch(Exchange exchange, UpstreamLimits limits, TimeProvider time)
    {
        _exchange = exchange;
        _limits = limits;
        _time = time;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(exchange.Context.RequestAborted);
        _began = _lastWritten = _lastHeard = time.GetTimestamp();
        _limitTicks = limits.FirstByte.Ticks;
        _timer = time.CreateTimer(static state => ((UpstreamWatch)state!).OnBeat(), this, Beat, Beat);
    }

    /// <summary>Cancelled when the client has left, or the upstream was silent for too long.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    public bool TimedOut { get; private set; }

    /// <summary>Whether a ping may be sent now; null where the answer is no stream.</summary>
    public Func<bool>? MayPing { get; set; }

    /// <summary>Called once, before the first byte of a streamed answer.</summary>
    public Action<HttpResponse> Prepare { get; set; } = static _ => { };

    /// <summary>The upstream has given a sign of life.</summary>
    public void Heard()
    {
        Volatile.Write(ref _lastHeard, _time.GetTimestamp());
        if (_heardAnything)
            return;
        _heardAnything = true;
        _exchange.Outcome.FirstByte = _time.GetElapsedTime(_exchange.Arrived ?? _began);
        Expect(_limits.Idle);
    }

    /// <summary>Changes how long the upstream may be silent from now on.</summary>
    public void Expect(TimeSpan within) => Volatile.Write(ref _limitTicks, within.Ticks);

    public Task EnterAsync() => _writing.WaitAsync(CancellationToken.None);

    /// <summary>Sends no more pings, and waits for one that is under way.</summary>
    public async Task QuietAsync()
    {
        MayPing = null;
        await EnterAsync().ConfigureAwait(false);
        Exit();
    }

    public void Exit() => _writing.Release();

    /// <summary>Sends what was written to the client; the first time, with the headers of a stream.</summary>
    public async ValueTask SendAsync(PooledBuffer written)
    {
        if (written.Length == 0)
            return;
        var response = _exchange.Context.Response;
        if (!response.HasStarted)
        {
            Prepare(response);
            await response.StartAsync(_exchange.Context.RequestAborted).ConfigureAwait(false);
        }

        var span = response.BodyWriter.GetSpan(written.Length);
        written.Span.CopyTo(span);
        response.BodyWriter.Advance(written.Length);
        written.Clear();
        Volatile.Write(ref _lastWritten, _time.GetTimestamp());
        await response.BodyWriter.FlushAsync(_exchange.Context.RequestAborted).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);

        // Never left again, so that a beat that comes late finds no way in.
        await EnterAsync().ConfigureAwait(false);
        _cancellation.Dispose();
    }

    private void OnBeat()
    {
        if (!_writing.Wait(0))
            return;
        if (_time.GetElapsedTime(Volatile.Read(ref _lastHeard)).Ticks >= Volatile.Read(ref _limitTicks))
        {
            TimedOut = true;
            _cancellation.Cancel();
            _writing.Release();
        }
        else if (MayPing is { } mayPing && _time.GetElapsedTime(Volatile.Read(ref _lastWritten)) >= _limits.Ping && mayPing())
        {
            _ = PingAsync();
        }
        else
        {
            _writing.Release();
        }
    }

    private async Task PingAsync()
    {
        using var ping = new PooledBuffer();
        ping.Append(EventFrames.Ping);
        try
        {
            await SendAsync(ping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or System.IO.IOException or InvalidOperationException)
        {
            // The client has left; the exchange learns it from its own token.
        }
        finally
        {
            _writing.Release();
        }
    }
}

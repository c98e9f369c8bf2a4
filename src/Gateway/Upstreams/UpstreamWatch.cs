using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>
/// Watches one attempt while it is answered: cancels the upstream when the client leaves or the upstream takes too long, and sends the
/// client a ping when it has heard nothing for a while. What is written is held back until the answer has begun, so that another
/// upstream can still be asked. Whoever writes to the client does so between <see cref="EnterAsync"/> and <see cref="Exit"/>, so that a
/// ping never lands inside an event.
/// </summary>
internal sealed class UpstreamWatch : IAsyncDisposable
{
    private readonly Exchange _exchange;
    private readonly UpstreamLimits _limits;
    private readonly TimeProvider _time;
    private readonly UpstreamPatience _patience;
    private readonly CancellationTokenSource _cancellation;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly PooledBuffer _held = new();
    private readonly ITimer _timer;
    private readonly long _began;
    private long _lastWritten;
    private bool _heardAnything;

    public UpstreamWatch(Exchange exchange, UpstreamLimits limits, TimeProvider time)
    {
        _exchange = exchange;
        _limits = limits;
        _time = time;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(exchange.Context.RequestAborted);
        _began = _lastWritten = time.GetTimestamp();
        _patience = new UpstreamPatience(exchange, limits, time);
        _timer = time.CreateTimer(static state => ((UpstreamWatch)state!).OnBeat(), this, limits.Beat, limits.Beat);
    }

    /// <summary>Cancelled when the client has left, or the upstream has taken too long.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    public bool TimedOut { get; private set; }

    /// <summary>What the client is told of it.</summary>
    public AnthropicError Timeout => AnthropicError.Timeout($"{_exchange.Route.Provider.Name}: {_patience.Reason}");

    /// <summary>The answer goes to the client as it comes: nobody else can be asked any more.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>What is held back so far.</summary>
    public ReadOnlyMemory<byte> Held => _held.Memory;

    /// <summary>Whether a ping may be sent now; null where the answer is no stream.</summary>
    public Func<bool>? MayPing { get; set; }

    /// <summary>Called once, before the first byte of a streamed answer.</summary>
    public Action<HttpResponse> Prepare { get; set; } = static _ => { };

    /// <summary>The upstream has sent something.</summary>
    public void Heard()
    {
        if (_heardAnything)
            return;
        _heardAnything = true;
        _exchange.Outcome.FirstByte = _time.GetElapsedTime(_exchange.Arrived ?? _began);
    }

    /// <summary>The upstream has sent an event, a comment, or a part of a document.</summary>
    public void Lives() => _patience.Lives();

    /// <summary>The upstream has said something.</summary>
    public void Moves() => _patience.Moves();

    /// <summary>Changes how long the upstream may be silent from now on.</summary>
    public void Expect(TimeSpan within) => _patience.Expect(within);

    /// <summary>What is held back, and all that follows, goes to the client with the next that is sent.</summary>
    public void Begin() => HasBegun = true;

    public Task EnterAsync() => _writing.WaitAsync(CancellationToken.None);

    /// <summary>Sends no more pings, and waits for one that is under way.</summary>
    public async Task QuietAsync()
    {
        MayPing = null;
        await EnterAsync().ConfigureAwait(false);
        Exit();
    }

    public void Exit() => _writing.Release();

    /// <summary>Sends what was written to the client, or holds it back; the first time, with the headers of a stream.</summary>
    public async ValueTask SendAsync(PooledBuffer written)
    {
        if (!HasBegun)
        {
            _held.Append(written.Span);
            written.Clear();
            return;
        }

        if (written.Length == 0 && _held.Length == 0)
            return;
        var response = _exchange.Context.Response;
        if (!response.HasStarted)
        {
            Prepare(response);
            await response.StartAsync(_exchange.Context.RequestAborted).ConfigureAwait(false);
        }

        Write(response, _held);
        Write(response, written);
        Volatile.Write(ref _lastWritten, _time.GetTimestamp());
        await response.BodyWriter.FlushAsync(_exchange.Context.RequestAborted).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync().ConfigureAwait(false);

        // Never left again, so that a beat that comes late finds no way in.
        await EnterAsync().ConfigureAwait(false);
        _cancellation.Dispose();
        _held.Dispose();
    }

    private static void Write(HttpResponse response, PooledBuffer written)
    {
        if (written.Length == 0)
            return;
        var span = response.BodyWriter.GetSpan(written.Length);
        written.Span.CopyTo(span);
        response.BodyWriter.Advance(written.Length);
        written.Clear();
    }

    private void OnBeat()
    {
        if (!_writing.Wait(0))
            return;
        if (_patience.IsOver())
        {
            TimedOut = true;
            _cancellation.Cancel();
            _writing.Release();
        }
        else if (MayPing is { } mayPing && _time.GetElapsedTime(Volatile.Read(ref _lastWritten)) >= _limits.Ping && MayBegin() && mayPing())
        {
            _ = PingAsync();
        }
        else
        {
            _writing.Release();
        }
    }

    // A ping is a byte that has gone to the client.
    private bool MayBegin() => HasBegun || _time.GetElapsedTime(_began) >= _exchange.HoldsFor;

    private async Task PingAsync()
    {
        using var ping = new PooledBuffer();
        ping.Append(EventFrames.Ping);
        try
        {
            Begin();
            await SendAsync(ping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client has left; the exchange learns it from its own token.
        }
        finally
        {
            _writing.Release();
        }
    }
}

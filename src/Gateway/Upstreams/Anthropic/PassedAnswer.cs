using System;
using System.Buffers;
using System.IO;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>An Anthropic upstream's answer on its way to the client.</summary>
internal sealed class PassedAnswer : IDisposable
{
    private const int ReadSize = 16 * 1024;
    private const int LargestMessage = 64 * 1024 * 1024;
    private readonly Exchange _exchange;
    private readonly UpstreamWatch _watch;
    private readonly StreamObserver _observer;
    private readonly SseParser _events;
    private readonly MessageStartSplice _splice;
    private readonly PooledBuffer _output = new();

    public PassedAnswer(Exchange exchange, UpstreamWatch watch, SignatureOwners owners)
    {
        _exchange = exchange;
        _watch = watch;
        var account = SignatureOwners.Account(exchange);
        _observer = new StreamObserver(json => owners.Note(json, account));
        _events = new SseParser(_observer);
        _splice = new MessageStartSplice(exchange.Envelope.Model);
    }

    public bool MayPing() => _events.IsBetweenEvents && !_observer.IsOver;

    public async Task PassAsync(HttpResponseMessage response)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (string.Equals(type, "text/event-stream", StringComparison.OrdinalIgnoreCase))
            await PassStreamAsync(response).ConfigureAwait(false);
        else
            await PassWholeAsync(response).ConfigureAwait(false);
    }

    /// <summary>Passes an error on: as it stands where it is Anthropic's envelope, since clients go by its wording.</summary>
    public async Task FailAsync(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        await _watch.QuietAsync().ConfigureAwait(false);
        var error = UpstreamErrors.Of(response, body, _exchange.Route.Provider);
        if (ErrorEnvelope.Is(body) && !IsOverflowInOtherWords(body.Span, error) && !_exchange.Redaction.TouchesJson(body))
        {
            _observer.Look(body.Span);
            error = error with
            {
                Type = _observer.Error ?? error.Type,
                Passed = new PassedError((int)response.StatusCode, body, [.. ForwardedHeaders.ForClient(response.Headers, _exchange.Redaction)]),
            };
        }

        await FailAsync(error).ConfigureAwait(false);
    }

    /// <summary>Says what went wrong: by status while nothing was sent, in the stream later.</summary>
    public async Task FailAsync(AnthropicError error)
    {
        await _watch.EnterAsync().ConfigureAwait(false);
        try
        {
            if (!_exchange.Context.Response.HasStarted)
                throw new AnthropicErrorException(error);
            _exchange.Outcome.Error = error.Type;
            _watch.Begin();
            if (!_events.IsBetweenEvents)
            {
                _exchange.Context.Abort();
                return;
            }

            _output.Clear();
            using var frames = new EventFrames(_output);
            frames.Error(_exchange.Redaction.Of(error));
            await _watch.SendAsync(_output).ConfigureAwait(false);
        }
        finally
        {
            _watch.Exit();
        }
    }

    public void Dispose()
    {
        _events.Dispose();
        _splice.Dispose();
        _output.Dispose();
    }

    private async Task PassStreamAsync(HttpResponseMessage response)
    {
        _watch.Prepare = to =>
        {
            EventStreamHeaders.Apply(to);
            to.StatusCode = (int)response.StatusCode;
            ForwardedHeaders.ToResponse(response.Headers, to, _exchange.Redaction);
        };
        _watch.MayPing = MayPing;
        using var stream = await response.Content.ReadAsStreamAsync(_watch.Cancellation).ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            int length;
            while ((length = await stream.ReadAsync(buffer, _watch.Cancellation).ConfigureAwait(false)) > 0)
                await SendAsync(buffer.AsMemory(0, length), response).ConfigureAwait(false);
            if (!_watch.HasBegun && !_observer.IsOver)
                throw new AnthropicErrorException(NoStream(response));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _exchange.Outcome.Usage = _observer.Usage;
            _exchange.Outcome.AnsweredModel = _observer.Model;
            _exchange.Outcome.Error = _observer.Error;
        }

        if (!_observer.IsOver)
            throw new IOException("The stream ended early.");
    }

    // A page or a document that calls itself a stream still has something to say.
    private AnthropicError NoStream(HttpResponseMessage response) =>
        _observer.Moves == 0 && _watch.Held.Length > 0
            ? UpstreamErrors.NoMessage(response, _watch.Held, _exchange.Route.Provider)
            : AnthropicError.Api($"{_exchange.Route.Provider.Name}: the connection broke before the answer had begun.");

    // Others that speak Anthropic's format have words of their own for it, on which no client shortens the conversation.
    private static bool IsOverflowInOtherWords(ReadOnlySpan<byte> body, AnthropicError error) =>
        ContextOverflow.HasNumbers(error.Message) && body.IndexOf("prompt is too long"u8) < 0;

    private async Task SendAsync(ReadOnlyMemory<byte> chunk, HttpResponseMessage response)
    {
        await _watch.EnterAsync().ConfigureAwait(false);
        try
        {
            Look(chunk.Span);
            _splice.Feed(chunk.Span, _output);
            if (!_watch.HasBegun && !_observer.First.IsEmpty)
            {
                if (FirstEvent.Failure(_observer.First, _observer.Usage, _exchange, response) is { } failure)
                    throw new AnthropicErrorException(failure);
                _watch.Begin();
            }

            if (_observer.Error is not null)
                HideInError();
            await _watch.SendAsync(_output).ConfigureAwait(false);
        }
        finally
        {
            _watch.Exit();
        }
    }

    private void Look(ReadOnlySpan<byte> chunk)
    {
        _watch.Heard();
        var (signs, moves) = (_events.Signs, _observer.Moves);
        _events.Feed(chunk);
        if (_observer.Moves > moves)
            _watch.Moves();
        else if (_events.Signs > signs)
            _watch.Lives();
    }

    // What came before the error is the model's, and stays as it is.
    private void HideInError()
    {
        var start = Math.Max(0, _output.Span.IndexOf("event: error"u8));
        var error = Encoding.UTF8.GetString(_output.Span[start..]);
        if (!_exchange.Redaction.Touches(error))
            return;
        _output.Truncate(start);
        _output.Append(Encoding.UTF8.GetBytes(_exchange.Redaction.Of(error)));
    }

    private async Task PassWholeAsync(HttpResponseMessage response)
    {
        using var body = new PooledBuffer();
        using var stream = await response.Content.ReadAsStreamAsync(_watch.Cancellation).ConfigureAwait(false);
        int length;
        while ((length = await stream.ReadAsync(body.GetMemory(ReadSize), _watch.Cancellation).ConfigureAwait(false)) > 0)
        {
            _watch.Heard();
            _watch.Lives();
            body.Advance(length);
            if (body.Length > LargestMessage)
                throw new AnthropicErrorException(AnthropicError.Api($"{_exchange.Route.Provider.Name}: the upstream's answer is larger than 64 MiB."));
        }

        if (!MessageBody.Is(response.Content.Headers.ContentType, body.Span) || !MessageBody.IsWhole(body.Memory))
            throw new AnthropicErrorException(UpstreamErrors.NoMessage(response, body.Memory, _exchange.Route.Provider));
        _observer.LookAtAll(body.Span);
        _exchange.Outcome.Usage = _observer.Usage;
        _exchange.Outcome.AnsweredModel = _observer.Model;
        await _watch.QuietAsync().ConfigureAwait(false);
        var to = _exchange.Context.Response;
        if (to.HasStarted)
            throw new AnthropicErrorException(AnthropicError.Api($"{_exchange.Route.Provider.Name}: the upstream sent one document although a stream was asked for."));
        if (MessageBody.IsError(body.Memory))
            throw new AnthropicErrorException(UpstreamErrors.Of(response, body.Memory, _exchange.Route.Provider));
        if (_exchange.HoldsFor > TimeSpan.Zero && MessageBody.IsEmpty(body.Memory))
            throw new AnthropicErrorException(UpstreamErrors.Nothing(_exchange.Route.Provider));
        if (!MessageBody.HasContent(body.Memory) && _exchange.Redaction.TouchesJson(body.Memory))
            throw new AnthropicErrorException(UpstreamErrors.NoMessage(response, body.Memory, _exchange.Route.Provider));
        if (ModelSplice.Find(body.Span) is { } range)
            ModelSplice.Write(_output, body.Span, range, _exchange.Envelope.Model);
        else
            _output.Append(body.Span);
        ForwardedHeaders.ToResponse(response.Headers, to, _exchange.Redaction);
        to.ContentType = response.Content.Headers.ContentType?.ToString() ?? "application/json";
        to.StatusCode = (int)response.StatusCode;
        to.ContentLength = _output.Length;
        await to.Body.WriteAsync(_output.Memory, _exchange.Context.RequestAborted).ConfigureAwait(false);
    }
}

using System;
using System.Buffers;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Answers by way of a format other than Anthropic's: writes the request in it, and turns its answer into events.</summary>
internal sealed class TranslatedUpstream(ITranslatedFormat format, UpstreamHttp http, UpstreamLimits limits, TimeProvider time) : IUpstream
{
    private const int ReadSize = 16 * 1024;

    // Upstreams name one thing at a time that they do not take.
    private const int MostRepairs = 3;

    public Task<long?> CountTokensAsync(Exchange exchange) => new TokenCount(format, http).AskAsync(exchange);

    public async Task AnswerAsync(Exchange exchange)
    {
        var root = exchange.Json.Root;
        var request = new MessageRequest(root);
        using var body = new PooledBuffer();
        var translation = format.Translate(exchange, request, body);

        // No tokens are wanted: this only fills a cache, and there is nothing to ask.
        if (request.MaxTokens == 0)
            body.Clear();
        var head = new AnswerHead(Ids.Message(), exchange.Envelope.Model, new Lazy<long>(() => TokenEstimate.Of(root), isThreadSafe: false), () => ThinkingSignature.Create(format.Kind, exchange.Account)) { Request = request, Redaction = exchange.Redaction };
        await using var watch = new UpstreamWatch(exchange, limits, time);
        if (exchange.Envelope.Stream)
            await StreamAsync(exchange, translation, body, head, watch).ConfigureAwait(false);
        else
            await GatherAsync(exchange, translation, body, head, watch).ConfigureAwait(false);
    }

    private async Task StreamAsync(Exchange exchange, ITranslation translation, PooledBuffer body, AnswerHead head, UpstreamWatch watch)
    {
        using var output = new PooledBuffer();
        using var answer = new AnthropicEventWriter(output, head);
        watch.Prepare = EventStreamHeaders.Apply;
        watch.MayPing = () => !answer.IsOver;
        var error = await PumpAsync(exchange, translation, body, answer, watch, output).ConfigureAwait(false);
        await watch.EnterAsync().ConfigureAwait(false);
        try
        {
            error ??= Emptiness(exchange, answer);
            if (error is not null && !exchange.Context.Response.HasStarted)
                throw new AnthropicErrorException(error);
            if (error is not null)
                answer.Push(MessageEvent.Error(error));
            watch.Begin();
            await watch.SendAsync(output).ConfigureAwait(false);
        }
        finally
        {
            exchange.Outcome.Usage = answer.Usage;
            exchange.Outcome.AnsweredModel = translation.AnsweredModel;
            exchange.Outcome.Error = error?.Type;
            watch.Exit();
        }
    }

    private async Task GatherAsync(Exchange exchange, ITranslation translation, PooledBuffer body, AnswerHead head, UpstreamWatch watch)
    {
        using var answer = new MessageAccumulator(head);
        var failure = await PumpAsync(exchange, translation, body, answer, watch, output: null).ConfigureAwait(false);
        exchange.Outcome.AnsweredModel = translation.AnsweredModel;
        if (failure is { } error)
            throw new AnthropicErrorException(error);
        if (Emptiness(exchange, answer) is { } nothing)
            throw new AnthropicErrorException(nothing);
        exchange.Outcome.Usage = answer.Usage;
        using var message = new PooledBuffer();
        answer.WriteTo(message);
        await JsonAnswer.SendAsync(exchange.Context, message).ConfigureAwait(false);
    }

    // A model may have nothing to say. A provider that answers only with an end has failed, where another one can be asked.
    private static AnthropicError? Emptiness(Exchange exchange, IAnswer answer) =>
        answer.IsEmpty && exchange.HoldsFor > TimeSpan.Zero && !exchange.Context.Response.HasStarted ? UpstreamErrors.Nothing(exchange.Route.Provider) : null;

    /// <summary>Moves the upstream's answer into the client's. Returns what went wrong, if it was not the client that left.</summary>
    private async Task<AnthropicError?> PumpAsync(Exchange exchange, ITranslation translation, PooledBuffer body, IAnswer answer, UpstreamWatch watch, PooledBuffer? output)
    {
        if (translation.Address is null)
        {
            translation.End(answer);
            return answer.Failure;
        }

        if (body.Length == 0)
        {
            answer.Push(MessageEvent.Start());
            answer.Push(MessageEvent.Stop(StopReason.MaxTokens));
            return null;
        }

        try
        {
            var asked = SendAsync(exchange, translation, body, watch);

            // A stream begins with an estimate of the request's tokens. It is made while the upstream thinks.
            if (output is not null)
                _ = answer.Usage;
            var (response, refusal) = await asked.ConfigureAwait(false);
            for (var repairs = 0; refusal is not null && repairs < MostRepairs && translation.Repair(refusal, body); repairs++)
                (response, refusal) = await SendAsync(exchange, translation, body, watch).ConfigureAwait(false);
            if (response is null)
                return refusal;
            using var open = response;
            using var stream = await response.Content.ReadAsStreamAsync(watch.Cancellation).ConfigureAwait(false);
            using var reader = new UpstreamBody(translation, answer);
            await ReadAsync(stream, reader, translation, answer, watch, output).ConfigureAwait(false);
            reader.End();
        }
        catch (AnthropicErrorException e)
        {
            return e.Error;
        }
        catch (OperationCanceledException) when (watch.TimedOut && !exchange.Context.RequestAborted.IsCancellationRequested)
        {
            return watch.Timeout;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException)
        {
            return AnthropicError.Api($"{exchange.Route.Provider.Name}: the connection broke before the answer was complete.");
        }

        return answer.Failure;
    }

    /// <summary>Returns the answer under way, or why there is none.</summary>
    private async Task<(HttpResponseMessage? Response, AnthropicError? Refusal)> SendAsync(Exchange exchange, ITranslation translation, PooledBuffer body, UpstreamWatch watch)
    {
        using var message = Request(exchange, translation, body);
        var response = await http.SendAsync(message, exchange.Route.Provider, watch.Cancellation).ConfigureAwait(false);
        watch.Heard();
        if (response.IsSuccessStatusCode && !IsPage(response))
            return (response, null);
        using (response)
        {
            var failure = await UpstreamErrors.ReadBodyAsync(response, watch.Cancellation).ConfigureAwait(false);
            return (null, response.IsSuccessStatusCode
                ? UpstreamErrors.NoMessage(response, failure, exchange.Route.Provider)
                : UpstreamErrors.Of(response, failure, exchange.Route.Provider));
        }
    }

    private static bool IsPage(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type
        && (type.Equals("text/html", StringComparison.OrdinalIgnoreCase) || type.Equals("application/xhtml+xml", StringComparison.OrdinalIgnoreCase));

    private async Task ReadAsync(Stream stream, UpstreamBody reader, ITranslation translation, IAnswer answer, UpstreamWatch watch, PooledBuffer? output)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            int length;
            while (!answer.IsOver && (length = await stream.ReadAsync(buffer, watch.Cancellation).ConfigureAwait(false)) > 0)
            {
                await watch.EnterAsync().ConfigureAwait(false);
                try
                {
                    Feed(reader, buffer.AsSpan(0, length), watch);
                    if (answer.HasContent && answer.Failure is null)
                        watch.Begin();
                    if (output is not null && answer.Failure is null)
                        await watch.SendAsync(output).ConfigureAwait(false);
                }
                finally
                {
                    watch.Exit();
                }

                if (translation.AwaitsOnlyUsage)
                    watch.Expect(limits.LateUsage);
            }
        }
        catch (OperationCanceledException) when (watch.TimedOut && translation.AwaitsOnlyUsage)
        {
            // The usage never came; the answer itself is complete.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Feed(UpstreamBody reader, ReadOnlySpan<byte> chunk, UpstreamWatch watch)
    {
        var (signs, moves) = (reader.Signs, reader.Moves);
        reader.Feed(chunk);
        if (reader.Moves > moves)
            watch.Moves();
        else if (reader.Signs > signs)
            watch.Lives();
    }

    private static HttpRequestMessage Request(Exchange exchange, ITranslation translation, PooledBuffer body)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, translation.Address) { Content = new ReadOnlyMemoryContent(BodyMerge.Apply(exchange.Route.Provider, body.Memory)) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.TryAddWithoutValidation("Accept", exchange.Envelope.Stream || translation.StreamsOnly ? "text/event-stream" : "application/json");
        message.Headers.TryAddWithoutValidation("User-Agent", GatewayVersion.UserAgent);
        UpstreamKey.Apply(message, exchange.Route.Provider, exchange.Key, ExchangeValues.Of(exchange));
        return message;
    }
}

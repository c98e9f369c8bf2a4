using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Upstreams;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Passes requests and answers through byte for byte, but for the model's name.</summary>
internal sealed class AnthropicUpstream(UpstreamHttp http, UpstreamLimits limits, TimeProvider time) : IUpstream
{
    private const string Messages = "/messages";
    private readonly SignatureOwners _owners = new();

    public async Task AnswerAsync(Exchange exchange)
    {
        await using var watch = new UpstreamWatch(exchange, limits, time) { Prepare = EventStreamHeaders.Apply };
        var answer = new PassedAnswer(exchange, watch, _owners);
        try
        {
            if (exchange.Envelope.Stream)
                watch.MayPing = answer.MayPing;
            using var body = Body(exchange);
            if (await TryAsync(exchange, body, answer, watch, Mend).ConfigureAwait(false) is not { } mended)
                return;
            using (mended)
                await TryAsync(exchange, mended, answer, watch, static (_, _, _) => null).ConfigureAwait(false);
        }
        catch (AnthropicErrorException e) when (exchange.Context.Response.HasStarted)
        {
            await answer.FailAsync(e.Error).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watch.TimedOut && !exchange.Context.RequestAborted.IsCancellationRequested)
        {
            await answer.FailAsync(watch.Timeout).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or InvalidDataException)
        {
            await answer.FailAsync(AnthropicError.Api($"{exchange.Route.Provider.Name}: the connection broke before the answer was complete.")).ConfigureAwait(false);
        }
        finally
        {
            answer.Dispose();
        }
    }

    public async Task<long?> CountTokensAsync(Exchange exchange)
    {
        await using var watch = new UpstreamWatch(exchange, limits, time);
        try
        {
            return await AskCountAsync(exchange, watch).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watch.TimedOut && !exchange.Context.RequestAborted.IsCancellationRequested)
        {
            throw new AnthropicErrorException(watch.Timeout);
        }
    }

    private async Task<PooledBuffer?> TryAsync(
        Exchange exchange, PooledBuffer body, PassedAnswer answer, UpstreamWatch watch, Func<int, ReadOnlyMemory<byte>, PooledBuffer, PooledBuffer?> mend)
    {
        using var request = Request(exchange, body, Messages);
        using var response = await http.SendAsync(request, exchange.Route.Provider, watch.Cancellation).ConfigureAwait(false);
        watch.Heard();
        if (response.IsSuccessStatusCode)
        {
            await answer.PassAsync(response).ConfigureAwait(false);
            return null;
        }

        var failure = await UpstreamErrors.ReadBodyAsync(response, watch.Cancellation).ConfigureAwait(false);
        if (mend((int)response.StatusCode, failure, body) is { } mended)
            return mended;
        await answer.FailAsync(response, failure).ConfigureAwait(false);
        return null;
    }

    private static PooledBuffer? Mend(int status, ReadOnlyMemory<byte> failure, PooledBuffer body) =>
        DeadSignatures.AreMeantBy(status, failure) ? DeadSignatures.Cut(body.Memory) : RefusedSampling.Cut(status, failure, body.Memory);

    private async Task<long?> AskCountAsync(Exchange exchange, UpstreamWatch watch)
    {
        using var body = Body(exchange);
        using var request = Request(exchange, body, "/messages/count_tokens");
        using var response = await http.SendAsync(request, exchange.Route.Provider, watch.Cancellation).ConfigureAwait(false);
        if ((int)response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed or StatusCodes.Status501NotImplemented)
            return null;
        var answer = await UpstreamErrors.ReadBodyAsync(response, watch.Cancellation).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? ReadCount(answer) : throw new AnthropicErrorException(UpstreamErrors.Of(response, answer, exchange.Route.Provider));
    }

    private static long? ReadCount(ReadOnlyMemory<byte> answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer, JsonOptions.Document);
            return document.RootElement.Find("input_tokens") is { ValueKind: JsonValueKind.Number } count && count.TryGetInt64(out var tokens) ? tokens : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private PooledBuffer Body(Exchange exchange)
    {
        var json = exchange.Body.Span;
        var account = SignatureOwners.Account(exchange);
        using var foreign = _owners.HasOthers(account) ? DeadSignatures.CutForeign(json, _owners, account) : null;
        json = foreign is null ? json : foreign.Span;
        using var ours = ThinkingCut.HasOurs(json) ? ThinkingCut.CutOurs(json) : null;
        json = ours is null ? json : ours.Span;
        using var billing = BillingCut.IsWanted(exchange.Route.Provider.BaseUri!, json) ? BillingCut.Cut(json) : null;
        json = billing is null ? json : billing.Span;
        return Body(json, json == exchange.Body.Span ? exchange.Envelope : RequestEnvelope.Read(json), exchange.Route.Model);
    }

    private static PooledBuffer Body(ReadOnlySpan<byte> json, RequestEnvelope envelope, string model)
    {
        var body = new PooledBuffer();
        if (envelope.Model == model)
            body.Append(json);
        else
            ModelSplice.Write(body, json, envelope.ModelRange, model);
        return body;
    }

    private static HttpRequestMessage Request(Exchange exchange, PooledBuffer body, string resource)
    {
        var from = exchange.Context.Request;
        var address = UpstreamAddress.Anthropic(exchange.Route.Provider.BaseUri!, resource, from.QueryString.Value ?? "");
        var sent = resource == Messages ? BodyMerge.Apply(exchange.Route.Provider, body.Memory) : body.Memory;
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(sent) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        ForwardedHeaders.ToRequest(from, request);
        UpstreamKey.Apply(request, exchange.Route.Provider, exchange.Key, ExchangeValues.Of(exchange));
        return request;
    }
}

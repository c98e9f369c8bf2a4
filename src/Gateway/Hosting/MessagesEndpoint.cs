using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Usage;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Usage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary><c>POST /v1/messages</c> and <c>POST /v1/messages/count_tokens</c>.</summary>
internal sealed class MessagesEndpoint(
    LiveStore store, LiveSecrets secrets, UpstreamFormats formats, AttemptLoop attempts, IGatewayLog log, IReadOnlyList<IUsageSink> sinks, GatewayOptions options)
{
    // What takes longer to read than to be handed on goes to a thread of its own, so that no other answer waits.
    private const int LargeBody = 128 * 1024;

    private static readonly string User = Environment.UserName;
    private static readonly string Machine = Environment.MachineName;
    private readonly TimeProvider _time = options.Time;
    private readonly CandidateFinder _candidates = new(secrets.ProviderKey);

    public async Task AnswerAsync(HttpContext context, string requestId)
    {
        var began = _time.GetTimestamp();
        var arrived = _time.GetUtcNow();
        var outcome = new ExchangeOutcome();
        ClientRequest? request = null;
        ServedBy.Tell(context.Response, tries: 0);
        try
        {
            using var body = await ReadAsync(context).ConfigureAwait(false);
            using var json = new RequestJson(Json(body));
            var now = store.Current;
            request = Read(context, json, now, requestId, began, outcome);
            await attempts.AnswerAsync(request, _candidates.Find(now, request.Envelope.Model)).ConfigureAwait(false);
        }
        catch (AnthropicErrorException e)
        {
            outcome.Error = e.Error.Type;
            await ErrorAnswer.SendAsync(context, secrets.Redaction.Of(e.Error), requestId).ConfigureAwait(false);
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            outcome.Error = "client_closed_request";
        }
        finally
        {
            var took = _time.GetElapsedTime(began);
            log.Request(Record(context, request, outcome, arrived, took));
            var usage = Usage(context, request, outcome, requestId, arrived, took);
            foreach (var sink in sinks)
                sink.Add(usage);
        }
    }

    public async Task CountTokensAsync(HttpContext context, string requestId)
    {
        using var body = await ReadAsync(context).ConfigureAwait(false);
        using var json = new RequestJson(Json(body));
        var now = store.Current;
        var request = Read(context, json, now, requestId, _time.GetTimestamp(), new ExchangeOutcome());
        var exchange = request.To(attempts.Choose(request, _candidates.Find(now, request.Envelope.Model)));
        ServedBy.Tell(context.Response, exchange);
        ServedBy.Tell(context.Response, tries: 1);
        var count = await formats.For(exchange.Route.Provider).CountTokensAsync(exchange).ConfigureAwait(false);
        if (count is null)
        {
            context.Response.Headers["X-ClaudeDesktop-Estimate"] = "true";
            count = TokenEstimate.Of(exchange.Json.Root);
        }

        using var answer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(answer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("input_tokens"u8, count.Value);
            writer.WriteEndObject();
        }

        await JsonAnswer.SendAsync(context, answer).ConfigureAwait(false);
    }

    private async ValueTask<PooledBuffer> ReadAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, options.Clients.BodyBytes, context.RequestAborted).ConfigureAwait(false);
        if (body.Length > LargeBody)
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return body;
    }

    private static ReadOnlyMemory<byte> Json(PooledBuffer body) => body.Span.StartsWith("\uFEFF"u8) ? body.Memory[3..] : body.Memory;

    private ClientRequest Read(HttpContext context, RequestJson json, StoreSnapshot providers, string requestId, long arrived, ExchangeOutcome outcome)
    {
        var isTranslated = providers.Active is { ApiFormat: not ApiFormat.AnthropicMessages };
        var envelope = RequestEnvelope.Read(json.Body.Span, isTranslated ? json : null);
        return new ClientRequest
        {
            Context = context,
            Body = json.Body,
            Json = json,
            Envelope = envelope,
            Session = ClientSession.Find(context.Request.Headers, envelope.UserId),
            Redaction = () => secrets.Redaction,
            RequestId = requestId,
            Arrived = arrived,
            Outcome = outcome,
        };
    }

    private static RequestRecord Record(HttpContext context, ClientRequest? request, ExchangeOutcome outcome, DateTimeOffset arrived, TimeSpan duration) => new()
    {
        Time = arrived,
        Method = context.Request.Method,
        Path = context.Request.Path.Value ?? "",
        Status = context.Response.StatusCode,
        RequestedModel = request?.Envelope.Model,
        Model = outcome.Route?.Model,
        Provider = outcome.Route?.Provider.Id,
        Stream = request?.Envelope.Stream ?? false,
        Usage = outcome.Usage,
        Duration = duration,
        FirstByte = outcome.FirstByte,
        Error = outcome.Error,
    };

    private static UsageRecord Usage(HttpContext context, ClientRequest? request, ExchangeOutcome outcome, string requestId, DateTimeOffset arrived, TimeSpan took) => new()
    {
        Time = arrived,
        RequestId = requestId,
        Session = request?.Session,
        Provider = outcome.Route?.Provider.Id,
        Role = outcome.Route?.Route?.Role,
        RequestedModel = request?.Envelope.Model,
        Model = outcome.Route?.Model,
        AnsweredModel = outcome.AnsweredModel,
        InputTokens = outcome.Usage.Input,
        OutputTokens = outcome.Usage.Output,
        CacheReadTokens = outcome.Usage.CacheRead,
        CacheWriteTokens = outcome.Usage.CacheCreation,
        IsEstimate = outcome.Usage.IsEstimate,
        Cost = outcome.Cost,
        FirstByte = outcome.FirstByte,
        Duration = took,
        Tries = outcome.Tries,
        Status = context.Response.StatusCode,
        Error = outcome.Error,
        IsStream = request?.Envelope.Stream ?? false,
        User = User,
        Machine = Machine,
        Project = ClientProject.Find(context.Request.Headers, request?.Envelope.UserId),
    };
}

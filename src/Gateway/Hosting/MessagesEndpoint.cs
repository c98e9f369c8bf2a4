using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Usage;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Usage;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary><c>POST /v1/messages</c> and <c>POST /v1/messages/count_tokens</c>.</summary>
internal sealed class MessagesEndpoint(LiveStore store, LiveSecrets secrets, UpstreamFormats formats, IGatewayLog log, IReadOnlyList<IUsageSink> sinks, GatewayOptions options)
{
    private readonly TimeProvider _time = options.Time;

    public async Task AnswerAsync(HttpContext context, string requestId)
    {
        var began = _time.GetTimestamp();
        var arrived = _time.GetUtcNow();
        var outcome = new ExchangeOutcome();
        Exchange? exchange = null;
        try
        {
            using var body = await RequestBody.ReadAsync(context.Request, options.Clients.BodyBytes, context.RequestAborted).ConfigureAwait(false);
            exchange = Open(context, body, requestId, outcome);
            await formats.For(exchange.Route.Provider).AnswerAsync(exchange).ConfigureAwait(false);
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
            log.Request(Record(context, exchange, outcome, arrived, took));
            var usage = Usage(context, exchange, outcome, requestId, arrived, took);
            foreach (var sink in sinks)
                sink.Add(usage);
        }
    }

    public async Task CountTokensAsync(HttpContext context, string requestId)
    {
        using var body = await RequestBody.ReadAsync(context.Request, options.Clients.BodyBytes, context.RequestAborted).ConfigureAwait(false);
        var exchange = Open(context, body, requestId, new ExchangeOutcome());
        var count = await formats.For(exchange.Route.Provider).CountTokensAsync(exchange).ConfigureAwait(false);
        if (count is null)
        {
            context.Response.Headers["X-ClaudeDesktop-Estimate"] = "true";
            using var document = RequestDocument.Parse(exchange.Body);
            count = TokenEstimate.Of(document.RootElement);
        }

        using var answer = new PooledBuffer();
        using (var json = new Utf8JsonWriter(answer))
        {
            json.WriteStartObject();
            json.WriteNumber("input_tokens"u8, count.Value);
            json.WriteEndObject();
        }

        await JsonAnswer.SendAsync(context, answer).ConfigureAwait(false);
    }

    private Exchange Open(HttpContext context, PooledBuffer body, string requestId, ExchangeOutcome outcome)
    {
        var json = body.Span.StartsWith("\uFEFF"u8) ? body.Memory[3..] : body.Memory;
        var envelope = RequestEnvelope.Read(json.Span);
        var route = ModelRouter.Route(store.Current, envelope.Model);
        var key = Key(route.Provider);
        SendableProvider.Check(route, key);
        return new Exchange { Context = context, Body = json, Envelope = envelope, Route = route, Key = key, Redaction = secrets.Redaction, RequestId = requestId, Outcome = outcome };
    }

    private string? Key(Provider provider)
    {
        if (provider.AuthScheme == AuthScheme.None)
            return null;
        if (secrets.ProviderKey(provider) is { Length: > 0 } key)
            return key;
        var missing = ProviderKeys.Missing(provider);
        throw new AnthropicErrorException(AnthropicError.Authentication($"{missing.Message} {missing.RecommendedAction}"));
    }

    private static RequestRecord Record(HttpContext context, Exchange? exchange, ExchangeOutcome outcome, DateTimeOffset arrived, TimeSpan duration) => new()
    {
        Time = arrived,
        Method = context.Request.Method,
        Path = context.Request.Path.Value ?? "",
        Status = context.Response.StatusCode,
        RequestedModel = exchange?.Envelope.Model,
        Model = exchange?.Route.Model,
        Provider = exchange?.Route.Provider.Id,
        Stream = exchange?.Envelope.Stream ?? false,
        Usage = outcome.Usage,
        Duration = duration,
        FirstByte = outcome.FirstByte,
        Error = outcome.Error,
    };

    private static UsageRecord Usage(HttpContext context, Exchange? exchange, ExchangeOutcome outcome, string requestId, DateTimeOffset arrived, TimeSpan took) => new()
    {
        Time = arrived,
        RequestId = requestId,
        Session = exchange?.Session,
        Provider = exchange?.Route.Provider.Id,
        Role = exchange?.Route.Route?.Role,
        RequestedModel = exchange?.Envelope.Model,
        Model = exchange?.Route.Model,
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
        IsStream = exchange?.Envelope.Stream ?? false,
        User = Environment.UserName,
        Machine = Environment.MachineName,
    };
}

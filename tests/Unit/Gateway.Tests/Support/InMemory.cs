using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Upstreams.Gemini;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;
using ClaudeDesktop.Providers;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>One translation without a network, for tests that need thousands, or need to know where an answer is cut.</summary>
internal sealed class InMemory : IDisposable
{
    private readonly JsonDocument _request;
    private readonly ITranslation _translation;
    private readonly AnswerHead _head;

    /// <summary>Translates a request as the gateway does once it has arrived.</summary>
    public InMemory(ApiFormat format, ReadOnlyMemory<byte> request, string model = "upstream-model")
    {
        var exchange = Exchange(format, request, model);
        _request = RequestDocument.Parse(request);
        var translated = Format(format);
        _translation = translated.Translate(exchange, new MessageRequest(_request.RootElement), Sent);
        _head = new AnswerHead(Ids.Message(), exchange.Envelope.Model, new Lazy<long>(TokenEstimate.Of(_request.RootElement)), () => ThinkingSignature.Create(translated.Kind, "account"));
    }

    /// <summary>What the upstream is sent.</summary>
    public PooledBuffer Sent { get; } = new();

    /// <summary>What the gateway writes a streamed answer with.</summary>
    public AnthropicEventWriter Writer(PooledBuffer output) => new(output, _head with { Request = new MessageRequest(_request.RootElement) });

    /// <summary>What the gateway reads the upstream's answer with.</summary>
    public UpstreamBody Reader(IAnswer answer) => new(_translation, answer);

    /// <summary>The upstream's answer as a stream for the client.</summary>
    public string Stream(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var output = new PooledBuffer();
        using var answer = new AnthropicEventWriter(output, _head);
        if (Feed(pieces, answer) is { } error)
            answer.Push(MessageEvent.Error(error));
        var stream = Encoding.UTF8.GetString(output.Span);
        SseGrammar.Check(stream);
        return stream;
    }

    /// <summary>The upstream's answer as one message for the client.</summary>
    public (JsonElement Message, AnthropicError? Error) Gather(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var answer = new MessageAccumulator(_head);
        if ((Feed(pieces, answer) ?? answer.Failure) is { } error)
            return (default, error);
        using var message = new PooledBuffer();
        try
        {
            answer.WriteTo(message);
        }
        catch (AnthropicErrorException e)
        {
            return (default, e.Error);
        }

        return (JsonDocument.Parse(message.Memory.ToArray(), new JsonDocumentOptions { MaxDepth = 1024 }).RootElement, null);
    }

    public void Dispose()
    {
        _request.Dispose();
        Sent.Dispose();
    }

    private AnthropicError? Feed(IEnumerable<ReadOnlyMemory<byte>> pieces, IAnswer answer)
    {
        try
        {
            using var reader = new UpstreamBody(_translation, answer);
            foreach (var piece in pieces)
            {
                reader.Feed(piece.Span);
                if (answer.IsOver)
                    break;
            }

            reader.End();
            return null;
        }
        catch (AnthropicErrorException e)
        {
            return e.Error;
        }
    }

    private static ITranslatedFormat Format(ApiFormat format) => format switch
    {
        ApiFormat.OpenAIChat => new ChatFormat(),
        ApiFormat.OpenAIResponses => new ResponsesFormat(),
        ApiFormat.Gemini => new GeminiFormat(),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    private static Exchange Exchange(ApiFormat format, ReadOnlyMemory<byte> request, string model)
    {
        var envelope = RequestEnvelope.Read(request.Span);
        var provider = new Provider
        {
            Id = "test",
            Name = "test",
            Mode = ProviderMode.Mapped,
            ApiFormat = format,
            BaseUri = new Uri("http://127.0.0.1:9"),
            AuthScheme = AuthScheme.Bearer,
        };
        return new Exchange
        {
            Context = new DefaultHttpContext(),
            Body = request,
            Envelope = envelope,
            Route = new RoutedModel(envelope.Model, provider, model, null),
            Key = "key",
            RequestId = "req_test",
            Outcome = new ExchangeOutcome(),
        };
    }
}

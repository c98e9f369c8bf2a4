using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Upstreams.Gemini;

namespace ClaudeDesktop.Gateway.Tests.Gemini;

/// <summary>Reads an upstream's bytes without a network between.</summary>
internal static class Wiretap
{
    private static readonly AnswerHead Head = new("msg_1", "claude-sonnet-5", new Lazy<long>(9), () => ThinkingSignature.Create(GeminiFormat.Name));

    /// <summary>What a client that asked for a stream gets.</summary>
    public static string Stream(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var output = new PooledBuffer();
        using var answer = new AnthropicEventWriter(output, Head);
        Read(pieces, answer);
        var stream = Encoding.UTF8.GetString(output.Span);
        SseGrammar.Check(stream);
        return stream;
    }

    /// <summary>What a client that asked for none gets; null where it is an error.</summary>
    public static JsonElement? Message(IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var answer = new MessageAccumulator(Head);
        Read(pieces, answer);
        if (answer.Failure is not null)
            return null;
        using var output = new PooledBuffer();
        try
        {
            answer.WriteTo(output);
        }
        catch (AnthropicErrorException)
        {
            return null;
        }

        return JsonDocument.Parse(output.Memory.ToArray()).RootElement;
    }

    private static void Read(IEnumerable<ReadOnlyMemory<byte>> pieces, IAnswer answer)
    {
        var dialect = new GeminiDialect(GeminiModels.Find(Gem.Third), new GeminiNames(), new ThoughtSignatures("account", new SignatureMemory()));
        var ids = new GeminiCallIds(() => "the request"u8.ToArray());
        var translation = new GeminiTranslation(new Uri("http://localhost"), "test", dialect, ids, oneAtATime: false, (_, _) => false);
        try
        {
            using var body = new UpstreamBody(translation, answer);
            foreach (var piece in pieces)
            {
                if (!answer.IsOver)
                    body.Feed(piece.Span);
            }

            body.End();
        }
        catch (AnthropicErrorException e)
        {
            answer.Push(MessageEvent.Error(e.Error));
        }
    }
}

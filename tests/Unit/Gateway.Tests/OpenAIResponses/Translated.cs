using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat;
using ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

/// <summary>An upstream's bytes, read and written again without a network between.</summary>
internal static class Translated
{
    private static readonly Uri Address = new("https://api.example.com/v1/responses");

    /// <summary>What the client would get, checked against the grammar.</summary>
    /// <param name="bytes">All that the upstream sends.</param>
    /// <param name="cut">How many bytes come next.</param>
    public static List<SseItem> Read(ReadOnlySpan<byte> bytes, Func<int> cut)
    {
        using var document = JsonDocument.Parse(Bodies.Ask);
        var request = new ResponsesRequest(new MessageRequest(document.RootElement), Ask.Model)
        {
            Backend = ResponsesBackend.Of(Address),
            Account = Ask.Account,
            Session = null,
            Names = new ToolNames(),
        };
        using var output = new PooledBuffer();
        using var answer = new AnthropicEventWriter(output, new AnswerHead("msg_1", "m", new Lazy<long>(1), () => "s"));
        using var body = new UpstreamBody(new ResponsesTranslation(Address, "test", request), answer);
        try
        {
            while (!bytes.IsEmpty)
            {
                var length = Math.Min(Math.Max(1, cut()), bytes.Length);
                body.Feed(bytes[..length]);
                bytes = bytes[length..];
            }

            body.End();
        }
        catch (AnthropicErrorException e)
        {
            answer.Push(MessageEvent.Error(e.Error));
        }

        return SseGrammar.Check(Encoding.UTF8.GetString(output.Span));
    }
}

using System;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams.Requests;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>OpenAI Responses, without state at the upstream: every request carries the whole conversation, reasoning included.</summary>
internal sealed class ResponsesFormat : ITranslatedFormat
{
    public const string Signer = "responses";
    private static readonly ProviderMemo<Uri> Addresses = new(static provider => UpstreamAddress.OpenAI(provider.BaseUri!, "/responses"));

    public string Kind => Signer;

    public ITranslation Translate(Exchange exchange, MessageRequest request, PooledBuffer body)
    {
        var provider = exchange.Route.Provider;
        var address = Addresses.Of(provider);
        var written = new ResponsesRequest(request, exchange.Route.Model)
        {
            Backend = ResponsesBackend.Of(address),
            Account = exchange.Account,
            Session = ClientSession.Find(exchange.Context.Request.Headers, request),
            Names = new ToolNames(),
        };
        written.Write(body, withReasoning: true);
        return new ResponsesTranslation(address, provider.Name, written);
    }
}

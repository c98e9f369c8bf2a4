using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>OpenAI Chat Completions, as OpenAI and the many that copy it speak it.</summary>
internal sealed class ChatFormat : ITranslatedFormat
{
    public string Kind => "chat";

    public ITranslation Translate(Exchange exchange, MessageRequest request, PooledBuffer body)
    {
        var provider = exchange.Route.Provider;
        if (FailedSearch.IsWanted(request))
            return new FailedSearch(request, provider.Name);
        var names = new ToolNames();
        var session = ClientSession.Find(exchange.Context.Request.Headers, request);
        var showsImages = Write(body, withImages: true);
        return new ChatTranslation(UpstreamAddress.OpenAI(provider.BaseUri!, "/chat/completions"), provider.Name, names)
        {
            WithoutImages = showsImages ? again => Write(again, withImages: false) : null,
        };

        bool Write(PooledBuffer to, bool withImages)
        {
            to.Clear();
            using var json = new Utf8JsonWriter(to, JsonOptions.Write);
            return ChatRequestWriter.Write(json, request, exchange.Route.Model, session, names, withImages);
        }
    }
}

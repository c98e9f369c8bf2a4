using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>OpenAI Chat Completions, as OpenAI and the many that copy it speak it.</summary>
internal sealed class ChatFormat : ITranslatedFormat
{
    /// <summary>Names the format in signatures of reasoning.</summary>
    public const string Signer = "chat";

    private readonly ChatLessons _lessons = new();

    public string Kind => Signer;

    public ITranslation Translate(Exchange exchange, MessageRequest request, PooledBuffer body)
    {
        var provider = exchange.Route.Provider;
        var target = new ChatTarget(
            exchange.Route.Model,
            _lessons.Find(provider, exchange.Route.Model),
            ClientSession.Find(exchange.Context.Request.Headers, request),
            () => exchange.Account);
        if (FailedSearch.IsWanted(request))
            return new FailedSearch(request, provider.Name);
        return new ChatTranslation(provider, target, request, _lessons, body);
    }
}

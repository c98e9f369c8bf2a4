using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>OpenAI Chat Completions, as OpenAI and the many that copy it speak it.</summary>
internal sealed class ChatFormat : ITranslatedFormat
{
    private const string SessionHeader = "x-claude-code-session-id";

    public string Kind => "chat";

    public ITranslation Translate(Exchange exchange, MessageRequest request, PooledBuffer body)
    {
        var names = new ToolNames();
        string? session = exchange.Context.Request.Headers[SessionHeader];
        using (var json = new Utf8JsonWriter(body, JsonOptions.Write))
            ChatRequestWriter.Write(json, request, exchange.Route.Model, session, names);
        var provider = exchange.Route.Provider;
        return new ChatTranslation(UpstreamAddress.OpenAI(provider.BaseUri!, "/chat/completions"), provider.Name, names);
    }
}

using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>The client's own name for a conversation, by which upstreams find what they have cached of it.</summary>
internal static class ClientSession
{
    private const string Header = "x-claude-code-session-id";

    /// <summary>From the header of Claude Code, or from the JSON text that it sends as <c>metadata.user_id</c>.</summary>
    public static string? Find(IHeaderDictionary headers, in MessageRequest request) => Find(headers, request.UserId);

    /// <summary>The same, where only the text is known.</summary>
    public static string? Find(IHeaderDictionary headers, string? user)
    {
        string? session = headers[Header];
        if (!string.IsNullOrEmpty(session))
            return session;
        if (user is null || !user.StartsWith('{'))
            return null;
        try
        {
            using var document = JsonDocument.Parse(user);
            return document.RootElement.Text("session_id");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Who asks, as <c>metadata.user_id</c> says it: an opaque text, or the JSON text that Claude Code sends.</summary>
internal static class ClientUser
{
    /// <summary>What stays the same for one person from session to session.</summary>
    public static string? Find(in MessageRequest request)
    {
        if (request.UserId is not { Length: > 0 } user || !user.StartsWith('{'))
            return request.UserId;
        try
        {
            using var document = JsonDocument.Parse(user);
            var stable = $"{document.RootElement.Text("account_uuid")}{document.RootElement.Text("device_id")}";
            return stable.Length > 0 ? stable : user;
        }
        catch (JsonException)
        {
            return user;
        }
    }
}

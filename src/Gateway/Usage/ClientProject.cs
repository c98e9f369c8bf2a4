using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Usage;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Usage;

/// <summary>What the client says that it works on: in a header, or in the JSON text that it sends as <c>metadata.user_id</c>.</summary>
internal static class ClientProject
{
    private static readonly string[] Headers = ["x-claudedesktop-project", "x-claude-code-project"];

    public static string? Find(IHeaderDictionary headers, string? user)
    {
        foreach (var name in Headers)
        {
            if (headers[name] is [{ } told] && Clean(told) is { } project)
                return project;
        }

        if (user is null || !user.StartsWith('{'))
            return null;
        try
        {
            using var document = JsonDocument.Parse(user);
            return document.RootElement.Text("project") is { } project ? Clean(project) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Clean(string text) => UsageText.Of(text.Trim()).Trim() is { Length: > 0 } clean ? clean : null;
}

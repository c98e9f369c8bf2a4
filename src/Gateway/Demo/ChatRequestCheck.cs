using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>Looks at a request as a strict upstream would.</summary>
internal static class ChatRequestCheck
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public static string? Problem(HttpRequest request, JsonElement body)
    {
        if (request.Method != "POST" || request.Path != "/v1/chat/completions")
            return $"{request.Method} {request.Path} instead of POST /v1/chat/completions.";
        if (request.Headers.Authorization != "Bearer " + DemoProvider.Key)
            return "it does not carry the provider's key.";
        if (body.Text("model") != DemoProvider.Model)
            return $"it asks for '{body.Text("model")}'.";
        if (!body.Is("stream", true) || body.Find("stream_options")?.Is("include_usage", true) is not true)
            return "it does not ask for a stream with usage.";
        if (body.Find("max_tokens") is null)
            return "it has no max_tokens.";
        return body.Find("messages") is { ValueKind: JsonValueKind.Array } messages && messages.GetArrayLength() == 2
            && messages[0].Text("role") == "system" && messages[1].Text("role") == "user" && messages[1].Text("content") is { Length: > 0 }
            ? null : "its messages are not a system's and a user's.";
    }
}

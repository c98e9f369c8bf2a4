using System;
using System.Net.Http.Headers;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Tells a message from the page of a proxy, a portal or a login that answers 200 in its place.</summary>
internal static class MessageBody
{
    /// <summary>Whether it says that it is JSON, or nothing that contradicts it, and begins as a JSON object does.</summary>
    public static bool Is(MediaTypeHeaderValue? type, ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8))
            body = body[3..];
        return MayBeJson(type?.MediaType) && body.TrimStart(" \t\r\n"u8).StartsWith("{"u8);
    }

    /// <summary>Whether a JSON document has what a model said in it.</summary>
    public static bool HasContent(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, JsonOptions.Document);
            return document.RootElement.Find("content") is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Small servers name no type, or one that fits everything.
    private static bool MayBeJson(string? type) =>
        type is null
        || type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase);
}

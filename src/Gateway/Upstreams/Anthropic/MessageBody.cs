using System;
using System.Net.Http.Headers;

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

    // Small servers name no type, or one that fits everything.
    private static bool MayBeJson(string? type) =>
        type is null
        || type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
        || type.Equals("text/plain", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase);
}

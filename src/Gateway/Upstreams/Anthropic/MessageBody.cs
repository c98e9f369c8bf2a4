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

    /// <summary>Whether a document came to its end: a connection that is closed early is not told from one that is closed.</summary>
    public static bool IsWhole(ReadOnlyMemory<byte> body) => Ask(body, static _ => true);

    /// <summary>Whether a JSON document has what a model said in it.</summary>
    public static bool HasContent(ReadOnlyMemory<byte> body) => Ask(body, static root => root.Find("content") is not null);

    /// <summary>Whether a JSON document is somebody's error: that of Anthropic, or of whoever stands in between.</summary>
    public static bool IsError(ReadOnlyMemory<byte> body) =>
        Ask(body, static root => root.Text("type") == "error" || (root.Find("content") is null && root.Find("error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String }));

    /// <summary>Whether a message ended as one does, and says nothing.</summary>
    public static bool IsEmpty(ReadOnlyMemory<byte> body) =>
        Ask(body, static root => root.Find("content") is not { ValueKind: JsonValueKind.Array } content || (content.GetArrayLength() == 0 && root.Text("stop_reason") is null or "end_turn"));

    private static bool Ask(ReadOnlyMemory<byte> body, Func<JsonElement, bool> question)
    {
        try
        {
            using var document = JsonDocument.Parse(body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body, JsonOptions.Document);
            return document.RootElement.ValueKind == JsonValueKind.Object && question(document.RootElement);
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

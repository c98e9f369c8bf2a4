using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

internal static class ErrorEnvelope
{
    /// <summary>Whether a body is an error in Anthropic's own envelope.</summary>
    public static bool Is(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, JsonOptions.Document);
            return document.RootElement.Text("type") == "error" && document.RootElement.Find("error")?.Text("type") is not null
                && document.RootElement.Find("error")?.Text("message") is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

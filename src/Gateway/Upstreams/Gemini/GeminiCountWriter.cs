using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Writes the question for a request's tokens. Vertex AI takes the request itself, Google's own API one inside.</summary>
internal static class GeminiCountWriter
{
    public static void Write(PooledBuffer body, in MessageRequest request, string model, Uri baseUri, GeminiDialect dialect)
    {
        using var json = new Utf8JsonWriter(body, JsonOptions.Write);
        json.WriteStartObject();
        if (GeminiAddress.IsVertex(baseUri))
        {
            GeminiRequestWriter.WriteMembers(json, request, dialect);
        }
        else
        {
            json.WriteStartObject("generateContentRequest"u8);
            json.WriteString("model"u8, GeminiAddress.ModelPath(baseUri, model));
            GeminiRequestWriter.WriteMembers(json, request, dialect);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>The parts of one <c>GenerateContentResponse</c> that matter, each as JSON.</summary>
internal ref struct GeminiChunk
{
    public ReadOnlySpan<byte> Candidate;
    public ReadOnlySpan<byte> Usage;
    public ReadOnlySpan<byte> Feedback;
    public ReadOnlySpan<byte> Error;
    public ReadOnlySpan<byte> Model;

    /// <summary>The whole answer, where a relay has wrapped it.</summary>
    public ReadOnlySpan<byte> Wrapped;

    public static GeminiChunk Read(ReadOnlySpan<byte> json)
    {
        var chunk = default(GeminiChunk);
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("candidates"u8))
                chunk.Candidate = First(ref reader, json);
            else if (reader.ValueTextEquals("usageMetadata"u8))
                chunk.Usage = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("promptFeedback"u8))
                chunk.Feedback = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("error"u8))
                chunk.Error = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("modelVersion"u8))
                chunk.Model = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("response"u8))
                chunk.Wrapped = JsonSlices.Next(ref reader, json);
            else
                JsonSlices.Next(ref reader, json);
        }

        return reader.Read() ? throw new JsonException("Something follows the chunk.") : chunk;
    }

    private static ReadOnlySpan<byte> First(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return default;
        }

        ReadOnlySpan<byte> first = default;
        for (var isFirst = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; isFirst = false)
        {
            var candidate = JsonSlices.Current(ref reader, json);
            if (isFirst && JsonSlices.IsObject(candidate))
                first = candidate;
        }

        return first;
    }
}

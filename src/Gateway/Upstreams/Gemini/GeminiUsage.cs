using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Usage so far: every chunk's figures stand for the whole answer, and some chunks have none.</summary>
internal sealed class GeminiUsage
{
    private long? _prompt;
    private long _cached;
    private long _tools;
    private long _candidates;
    private long _thoughts;

    public MessageUsage? Total => _prompt is not { } prompt
        ? null
        : new MessageUsage(Math.Max(0, prompt - _cached + _tools), _candidates + _thoughts, _cached, Thinking: _thoughts);

    /// <summary>Says whether the figures have changed.</summary>
    public bool Read(ReadOnlySpan<byte> json)
    {
        if (!JsonSlices.IsObject(json))
            return false;
        var before = Total;
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref reader);
        return Total != before;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("promptTokenCount"u8))
            _prompt = Number(ref reader) ?? _prompt;
        else if (reader.ValueTextEquals("cachedContentTokenCount"u8))
            _cached = Number(ref reader) ?? _cached;
        else if (reader.ValueTextEquals("toolUsePromptTokenCount"u8))
            _tools = Number(ref reader) ?? _tools;
        else if (reader.ValueTextEquals("candidatesTokenCount"u8))
            _candidates = Number(ref reader) ?? _candidates;
        else if (reader.ValueTextEquals("thoughtsTokenCount"u8))
            _thoughts = Number(ref reader) ?? _thoughts;
        else
            Number(ref reader);
    }

    private static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return Math.Clamp(number, 0, int.MaxValue);
        reader.Skip();
        return null;
    }
}

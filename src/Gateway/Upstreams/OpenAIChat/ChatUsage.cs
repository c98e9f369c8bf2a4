using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Usage in every dialect of Chat Completions.</summary>
internal ref struct ChatUsage
{
    private long _prompt;
    private long _completion;
    private long _total;
    private long _cached;
    private long _cacheWritten;
    private long _reasoning;

    /// <summary>Reads the object that the reader stands on; null where it says nothing.</summary>
    public static MessageUsage? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var usage = default(ChatUsage);
        usage.ReadMembers(ref reader);
        return usage._prompt + usage._completion + usage._total > 0 ? usage.Total() : null;
    }

    // Some count reasoning apart from the completion, which only their total tells.
    private readonly MessageUsage Total()
    {
        var output = _prompt + _completion + _reasoning == _total ? _completion + _reasoning : _completion;
        var input = Math.Max(0, _prompt - _cached - _cacheWritten);
        return new MessageUsage(input, output, _cached, _cacheWritten, _reasoning);
    }

    private void ReadMembers(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8))
                Take(ref reader, ref _prompt);
            else if (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8))
                Take(ref reader, ref _completion);
            else if (reader.ValueTextEquals("total_tokens"u8))
                Take(ref reader, ref _total);
            else if (reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("prompt_cache_hit_tokens"u8))
                Take(ref reader, ref _cached);
            else if (reader.ValueTextEquals("cache_write_tokens"u8))
                Take(ref reader, ref _cacheWritten);
            else if (reader.ValueTextEquals("reasoning_tokens"u8))
                Take(ref reader, ref _reasoning);
            else if (reader.ValueTextEquals("prompt_tokens_details"u8) || reader.ValueTextEquals("completion_tokens_details"u8))
                ReadDetails(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    private void ReadDetails(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadMembers(ref reader);
        else
            reader.Skip();
    }

    private static void Take(ref Utf8JsonReader reader, ref long number)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
            reader.Skip();
        else if (reader.TryGetInt64(out var whole))
            number = Math.Max(number, whole);
        else if (reader.TryGetDouble(out var real) && real is > 0 and < int.MaxValue)
            number = Math.Max(number, (long)real);
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}

using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>
/// Usage in every dialect of Chat Completions. Some upstreams spread it over several reports: the last word on each figure counts, zero
/// included, and what a report leaves out stays as it was.
/// </summary>
internal sealed class ChatUsage
{
    private Figures _known;

    /// <summary>Whether the upstream told all that would otherwise be estimated.</summary>
    public bool IsTold => !_known.SayNothing && _known.Prompt is not null;

    /// <summary>The usage as the upstream told it, and as it was estimated where the upstream told nothing.</summary>
    public MessageUsage Total(in MessageUsage estimate) => _known.SayNothing ? estimate
        : _known.Prompt is null ? _known.Total() with { Input = estimate.Input, IsEstimate = true } : _known.Total();

    /// <summary>Reads the object that the reader stands on.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var report = default(Figures);
        ReadMembers(ref reader, ref report);

        // Nothing but zeros stands in for figures that are not known yet.
        if (!report.SayNothing)
            _known = _known.With(report);
    }

    private static void ReadMembers(ref Utf8JsonReader reader, ref Figures report)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8) || reader.ValueTextEquals("input_tokens"u8))
                Take(ref reader, ref report.Prompt);
            else if (reader.ValueTextEquals("completion_tokens"u8) || reader.ValueTextEquals("output_tokens"u8))
                Take(ref reader, ref report.Completion);
            else if (reader.ValueTextEquals("total_tokens"u8))
                Take(ref reader, ref report.Sum);
            else if (reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("prompt_cache_hit_tokens"u8))
                Take(ref reader, ref report.Cached);
            else if (reader.ValueTextEquals("cache_write_tokens"u8))
                Take(ref reader, ref report.CacheWritten);
            else if (reader.ValueTextEquals("reasoning_tokens"u8))
                Take(ref reader, ref report.Reasoning);
            else if (reader.ValueTextEquals("prompt_tokens_details"u8) || reader.ValueTextEquals("completion_tokens_details"u8))
                ReadDetails(ref reader, ref report);
            else
                SkipValue(ref reader);
        }
    }

    private static void ReadDetails(ref Utf8JsonReader reader, ref Figures report)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadMembers(ref reader, ref report);
        else
            reader.Skip();
    }

    // One report may hold a figure under two names, one of them zero.
    private static void Take(ref Utf8JsonReader reader, ref long? figure)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
            reader.Skip();
        else if (reader.TryGetInt64(out var whole))
            figure = Math.Max(figure ?? 0, whole);
        else if (reader.TryGetDouble(out var real) && real is > 0 and < int.MaxValue)
            figure = Math.Max(figure ?? 0, (long)real);
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private struct Figures
    {
        public long? Prompt;
        public long? Completion;
        public long? Sum;
        public long? Cached;
        public long? CacheWritten;
        public long? Reasoning;

        public readonly bool SayNothing => (Prompt ?? 0) + (Completion ?? 0) + (Sum ?? 0) <= 0;

        public readonly Figures With(in Figures later) => new()
        {
            Prompt = later.Prompt ?? Prompt,
            Completion = later.Completion ?? Completion,
            Cached = later.Cached ?? Cached,
            CacheWritten = later.CacheWritten ?? CacheWritten,
            Reasoning = later.Reasoning ?? Reasoning,

            // A sum belongs to the figures beside it.
            Sum = later.Sum,
        };

        // Some count reasoning apart from the completion, which only their sum tells.
        public readonly MessageUsage Total()
        {
            var (prompt, completion, cached, written, reasoning) = (Prompt ?? 0, Completion ?? 0, Cached ?? 0, CacheWritten ?? 0, Reasoning ?? 0);
            var output = prompt + completion + reasoning == Sum ? completion + reasoning : completion;
            return new MessageUsage(Math.Max(0, prompt - cached - written), output, cached, written, reasoning);
        }
    }
}

using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Looks at an Anthropic stream or message while it passes: its usage, and whether it came to its end.</summary>
/// <param name="notice">Is shown whatever may hold signatures of reasoning.</param>
internal sealed class StreamObserver(Action<ReadOnlySpan<byte>> notice) : ISseHandler
{
    private const int LongestPing = 40;

    public MessageUsage Usage { get; private set; }

    public string? Error { get; private set; }

    /// <summary>The model that the upstream says has answered.</summary>
    public string? Model { get; private set; }

    /// <summary>The stream said that it is over, or failed.</summary>
    public bool IsOver { get; private set; }

    /// <summary>How many events have come that say something.</summary>
    public long Moves { get; private set; }

    /// <summary>The first event that says more than that an answer begins; empty until it has come.</summary>
    public ReadOnlyMemory<byte> First { get; private set; }

    public void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (IsPing(name, data))
            return;
        Moves++;
        if (First.IsEmpty && !name.SequenceEqual("message_start"u8) && data.IndexOf("\"message_start\""u8) < 0)
            First = data.ToArray();

        // Most events are these, and they say nothing of usage.
        if (name.StartsWith("content_block_"u8) || data.StartsWith("{\"type\":\"content_block_"u8))
            notice(data);
        else
            Look(data);
    }

    /// <summary>Looks at a message that came whole.</summary>
    public void LookAtAll(ReadOnlySpan<byte> json)
    {
        notice(json);
        Look(json);
    }

    private static bool IsPing(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) =>
        name.SequenceEqual("ping"u8) || (name.IsEmpty && data.Length < LongestPing && data.IndexOf("\"ping\""u8) >= 0);

    public void Look(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, JsonOptions.Read);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                ReadMembers(ref reader, isInner: false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What passes through need not be understood.
        }
    }

    private void ReadMembers(ref Utf8JsonReader reader, bool isInner)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!isInner && reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                IsOver |= reader.TokenType == JsonTokenType.String && (reader.ValueTextEquals("message_stop"u8) || reader.ValueTextEquals("error"u8));
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                ReadUsage(ref reader);
            }
            else if (Model is null && reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                Model = ModelName.Read(ref reader);
            }
            else if (!isInner && reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                    ReadMembers(ref reader, isInner: true);
            }
            else if (!isInner && reader.ValueTextEquals("error"u8))
            {
                reader.Read();
                ReadError(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    private void ReadError(ref Utf8JsonReader reader)
    {
        Error = "api_error";
        if (reader.TokenType != JsonTokenType.StartObject)
            return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType && reader.TokenType == JsonTokenType.String)
                Error = reader.GetString();
            reader.Skip();
        }
    }

    private void ReadUsage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return;
        var usage = Usage;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("input_tokens"u8))
                usage = usage with { Input = Number(ref reader, usage.Input) };
            else if (reader.ValueTextEquals("output_tokens"u8))
                usage = usage with { Output = Number(ref reader, usage.Output) };
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8))
                usage = usage with { CacheRead = Number(ref reader, usage.CacheRead) };
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8))
                usage = usage with { CacheCreation = Number(ref reader, usage.CacheCreation) };
            else
                Number(ref reader, 0);
        }

        Usage = usage;
    }

    private static long Number(ref Utf8JsonReader reader, long otherwise)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number;
        reader.Skip();
        return otherwise;
    }
}

using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>One event of a stream, read in one pass. What it holds is JSON that is still to be read.</summary>
internal ref struct ResponseEvent
{
    /// <summary>Such as <c>response.output_text.delta</c>; empty where the JSON is no event.</summary>
    public ReadOnlySpan<byte> Type;

    /// <summary>The item's place in the answer. Its id is no help: some upstreams give it another one in every event.</summary>
    public int? OutputIndex;

    /// <summary>The part's place within the item.</summary>
    public int PartIndex;

    public ReadOnlySpan<byte> Delta;

    /// <summary>The whole of what deltas gave in pieces: <c>text</c>, <c>refusal</c> or <c>arguments</c>.</summary>
    public ReadOnlySpan<byte> Whole;

    public ReadOnlySpan<byte> Item;

    public ReadOnlySpan<byte> Annotation;

    public ReadOnlySpan<byte> Response;

    /// <summary>It has an <c>error</c>.</summary>
    public bool IsFailure;

    /// <summary>It is a response itself.</summary>
    public bool IsWhole;

    public readonly bool Is(ReadOnlySpan<byte> type) => Type.SequenceEqual(type);

    public static ResponseEvent Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("An event is not an object.");
        var happened = default(ResponseEvent);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            happened.ReadMember(ref reader, json);
        if (reader.Read())
            throw new JsonException("Something follows the event.");
        return happened;
    }

    private void ReadMember(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.ValueTextEquals("type"u8))
            Type = Unquote(Value(ref reader, json, JsonTokenType.String));
        else if (reader.ValueTextEquals("output_index"u8))
            OutputIndex = Number(ref reader);
        else if (reader.ValueTextEquals("content_index"u8) || reader.ValueTextEquals("summary_index"u8))
            PartIndex = Number(ref reader) ?? 0;
        else if (reader.ValueTextEquals("delta"u8))
            Delta = Value(ref reader, json, JsonTokenType.String);
        else if (reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("refusal"u8) || reader.ValueTextEquals("arguments"u8))
            Whole = Value(ref reader, json, JsonTokenType.String);
        else if (reader.ValueTextEquals("item"u8))
            Item = Value(ref reader, json, JsonTokenType.StartObject);
        else if (reader.ValueTextEquals("annotation"u8))
            Annotation = Value(ref reader, json, JsonTokenType.StartObject);
        else if (reader.ValueTextEquals("response"u8))
            Response = Value(ref reader, json, JsonTokenType.StartObject);
        else if (reader.ValueTextEquals("error"u8))
            IsFailure = SkipValue(ref reader) != JsonTokenType.Null;
        else if (reader.ValueTextEquals("output"u8))
            IsWhole = SkipValue(ref reader) == JsonTokenType.StartArray;
        else if (reader.ValueTextEquals("status"u8))
            IsWhole |= SkipValue(ref reader) == JsonTokenType.String;
        else
            SkipValue(ref reader);
    }

    private static ReadOnlySpan<byte> Value(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json, JsonTokenType wanted)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var isWanted = reader.TokenType == wanted;
        reader.Skip();
        return isWanted ? json[start..(int)reader.BytesConsumed] : default;
    }

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> text) => text.Length < 2 ? default : text[1..^1];

    private static int? Number(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        int? number = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var found) ? found : null;
        reader.Skip();
        return number;
    }

    private static JsonTokenType SkipValue(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        var kind = reader.TokenType;
        reader.Skip();
        return kind;
    }
}

using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Reads what a model says: text or reasoning, as a string or as a list of parts.</summary>
internal sealed class ChatContentReader(JsonTextReader text)
{
    private readonly SplitPair _text = new();
    private readonly SplitPair _thought = new();

    /// <summary>Bytes that were said so far.</summary>
    public long Length { get; private set; }

    /// <summary>How many texts were read so far that are not empty.</summary>
    public int Texts { get; private set; }

    /// <summary>Where the last one stood, quotation marks included.</summary>
    public (int Start, int Length) LastPlace { get; private set; }

    /// <summary>Whether the last one was reasoning.</summary>
    public bool LastWasThought { get; private set; }

    public static bool IsReasoning(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8) || reader.ValueTextEquals("reasoning_text"u8)
        || reader.ValueTextEquals("reasoning_details"u8) || reader.ValueTextEquals("thinking"u8);

    /// <summary>Reads text, or a list of parts that hold text or reasoning. Says whether there was any.</summary>
    public bool Read(ref Utf8JsonReader reader, IMessageEventSink sink, bool isThought)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                Note(in reader, isThought);
                var said = text.Read(ref reader, isThought ? _thought : _text);
                Length += said.Length;
                if (!said.IsEmpty)
                    sink.Push(isThought ? MessageEvent.Thinking(said) : MessageEvent.Text(said));
                return !reader.ValueSpan.IsEmpty;
            case JsonTokenType.StartArray:
                var any = false;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    any |= Read(ref reader, sink, isThought);
                return any;
            case JsonTokenType.StartObject:
                return ReadPart(ref reader, sink, isThought);
            default:
                return false;
        }
    }

    /// <summary>Reads a text in its quotation marks that stands where the last one stood.</summary>
    public void ReadAgain(ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        Read(ref reader, sink, LastWasThought);
    }

    private void Note(in Utf8JsonReader reader, bool isThought)
    {
        if (reader.ValueSpan.IsEmpty)
            return;
        Texts++;
        LastPlace = ((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
        LastWasThought = isThought;
    }

    private bool ReadPart(ref Utf8JsonReader reader, IMessageEventSink sink, bool isThought)
    {
        var any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isText = reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("summary"u8);
            var isReasoning = reader.ValueTextEquals("thinking"u8);
            reader.Read();
            if (isText || isReasoning)
                any |= Read(ref reader, sink, isThought || isReasoning);
            else
                reader.Skip();
        }

        return any;
    }
}

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

    public static bool IsReasoning(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8) || reader.ValueTextEquals("reasoning_text"u8)
        || reader.ValueTextEquals("reasoning_details"u8) || reader.ValueTextEquals("thinking"u8);

    /// <summary>Reads text, or a list of parts that hold text or reasoning. Says whether there was any.</summary>
    public bool Read(ref Utf8JsonReader reader, IMessageEventSink sink, bool isThought)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
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

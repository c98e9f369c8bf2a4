using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Reads the parts of an answer as events.</summary>
internal sealed class GeminiAnswer(GeminiDialect dialect, GeminiCallIds ids, bool oneAtATime)
{
    private readonly JsonTextReader _text = new();
    private readonly JsonTextReader _signature = new();
    private readonly GeminiCalls _calls = new(dialect, ids, oneAtATime);
    private readonly GeminiCode _code = new(ids);
    private bool _hasText;

    /// <summary>The client got something with which it can go on.</summary>
    public bool IsOfUse => _hasText || _calls.Any;

    public long Bytes { get; private set; }

    /// <summary>Reads a candidate's <c>content</c>.</summary>
    public void Read(ReadOnlySpan<byte> content, IMessageEventSink sink)
    {
        if (!JsonSlices.IsObject(content))
            return;
        var reader = new Utf8JsonReader(content, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isParts = reader.ValueTextEquals("parts"u8);
            reader.Read();
            if (isParts && reader.TokenType == JsonTokenType.StartArray)
                ReadParts(ref reader, content, sink);
            else
                reader.Skip();
        }
    }

    public void End(IMessageEventSink sink) => _calls.Close(sink);

    private void ReadParts(ref Utf8JsonReader reader, ReadOnlySpan<byte> content, IMessageEventSink sink)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var part = JsonSlices.Current(ref reader, content);
            if (JsonSlices.IsObject(part))
                ReadPart(GeminiPart.Read(part), sink);
        }
    }

    private void ReadPart(in GeminiPart part, IMessageEventSink sink)
    {
        Bytes += part.Text.Length + part.Call.Length;
        if (!part.Call.IsEmpty)
        {
            _calls.Read(part.Call, Unescape(_signature, part.Signature), sink);
            return;
        }

        if (part.IsThought)
            ReadThought(part, sink);
        else if (JsonSlices.IsObject(part.Code))
            _code.ReadCode(part.Code, sink);
        else if (JsonSlices.IsObject(part.CodeResult))
            _code.ReadResult(part.CodeResult, sink);
        else if (JsonSlices.IsObject(part.Media))
            sink.Push(MessageEvent.Text("[The model answered with media, which cannot be shown here.]"u8));
        else if (!part.IsServerTool)
            ReadText(part, sink);
    }

    private void ReadThought(in GeminiPart part, IMessageEventSink sink)
    {
        sink.Push(MessageEvent.Thinking(Unescape(_text, part.Text)));
        Sign(part, GeminiSignature.OnThought, sink);
    }

    // Behind text only where there is text: what is signed whole has its signature before it, as Anthropic's own thinking has.
    private void ReadText(in GeminiPart part, IMessageEventSink sink)
    {
        var hadText = _hasText;
        if (!hadText)
            Sign(part, GeminiSignature.OnText, sink);
        var text = Unescape(_text, part.Text);
        if (!text.IsEmpty)
        {
            _calls.Close(sink);
            sink.Push(MessageEvent.Text(text));
            _hasText = true;
        }

        if (hadText)
            Sign(part, GeminiSignature.OnText, sink);
    }

    private void Sign(in GeminiPart part, string place, IMessageEventSink sink)
    {
        var signature = Unescape(_signature, part.Signature);
        if (!signature.IsEmpty)
            sink.Push(MessageEvent.Signature(GeminiSignature.Pack(dialect.Signatures.Account, place, signature)));
    }

    private static ReadOnlySpan<byte> Unescape(JsonTextReader text, ReadOnlySpan<byte> value)
    {
        if (!JsonSlices.IsString(value))
            return default;
        var reader = new Utf8JsonReader(value, JsonOptions.Read);
        reader.Read();
        return text.Read(ref reader);
    }
}

using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams.Requests;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Reads a Chat Completions answer, streamed or whole: one has a <c>delta</c> where the other has a <c>message</c>.</summary>
internal sealed class ChatTranslation : ITranslation
{
    private const int BytesPerToken = 4;
    private static readonly ProviderMemo<Uri> Addresses = new(static provider => UpstreamAddress.OpenAI(provider.BaseUri!, "/chat/completions"));
    private readonly Provider _owner;
    private readonly string _provider;
    private readonly MessageRequest _request;
    private readonly ChatLessons _lessons;
    private readonly ToolNames _names = new();
    private readonly ChatContentReader _content;
    private readonly ChatCalls _calls;
    private readonly ChatUsage _usage = new();
    private readonly RepeatedChunk _repeated = new();
    private ChatTarget _target;
    private StopReason? _reason;
    private bool _began;
    private bool _learned;
    private bool _showsImages;
    private bool _done;
    private bool _failed;
    private bool _refused;
    private bool _saidError;

    public ChatTranslation(Provider provider, ChatTarget target, in MessageRequest request, ChatLessons lessons, PooledBuffer body)
    {
        Address = Addresses.Of(provider);
        _owner = provider;
        _provider = provider.Name;
        _target = target;
        _request = request;
        _lessons = lessons;
        var text = new JsonTextReader();
        _content = new ChatContentReader(text);
        _calls = new ChatCalls(_names, text);
        Write(body);
    }

    public Uri Address { get; }

    public ThinkTags ThinkTags => _target.Quirks.ThinkTags;

    public IReadOnlyList<byte[]> EmulatedStops => ChatRequestWriter.UntoldStops(_request, _target.Quirks);

    public bool AwaitsOnlyUsage => _reason is not null || _saidError || _done;

    public string? AnsweredModel { get; private set; }

    public bool Repair(AnthropicError refusal, PooledBuffer body)
    {
        var learned = _showsImages && BlindModels.Say(refusal.Message) ? _target.Quirks with { Images = false } : Lesson.Of(refusal, _target.Quirks);
        if (learned is null)
            return false;
        _target = _target with { Quirks = learned };
        _learned = true;
        body.Clear();
        Write(body);
        return true;
    }

    public void Read(ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        json = json.Trim(" \t\r\n"u8);
        if (json.SequenceEqual("[DONE]"u8))
            _done = true;
        if (json.IsEmpty || _done || _failed)
            return;
        if (_repeated.Find(json) is { IsEmpty: false } text)
        {
            _content.ReadAgain(text, sink);
            return;
        }

        var (texts, pieces) = (_content.Texts, _calls.Pieces);
        ReadChunk(json, sink);
        if (_content.Texts == texts + 1 && _calls.Pieces == pieces && !_failed)
            _repeated.Keep(json, _content.LastPlace.Start, _content.LastPlace.Length);
        else
            _repeated.Forget();
    }

    public void End(IMessageEventSink sink)
    {
        if (_failed)
            return;
        if (!_began || !AwaitsOnlyUsage || (_reason is null && !_saidError && _calls.AnyIsCutOff))
        {
            Fail(sink, AnthropicError.Api(_began
                ? $"{_provider}: the upstream's stream ended early, before the answer was complete."
                : $"{_provider}: the upstream answered with nothing."));
            return;
        }

        if (_saidError)
        {
            Fail(sink, AnthropicError.Api($"{_provider}: the upstream failed while it was answering."));
            return;
        }

        var calledTool = _calls.Any;
        _calls.End(sink);
        sink.Push(MessageEvent.UsageSoFar(_usage.Total(_usage.IsTold ? default : Estimate(sink))));
        sink.Push(MessageEvent.Stop(_refused && !calledTool ? StopReason.Refusal : _reason ?? StopReason.EndTurn));
    }

    private MessageUsage Estimate(IMessageEventSink sink) =>
        ((sink as IAnswer)?.Usage ?? default) with { Output = Math.Max(1, _content.Length / BytesPerToken), IsEstimate = true };

    private void ReadChunk(ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("A chunk is not an object.");
        while (!_failed && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadMember(ref reader, json, sink);
    }

    private void Write(PooledBuffer body)
    {
        using var json = new Utf8JsonWriter(body, JsonOptions.Write);
        _showsImages = ChatRequestWriter.Write(json, _request, _target, _names);
    }

    private void ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        if (reader.ValueTextEquals("choices"u8))
        {
            reader.Read();
            ReadChoices(ref reader, json, sink);
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            reader.Read();
            _usage.Read(ref reader);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            ReadError(ref reader, json, sink);
        }
        else if (AnsweredModel is null && reader.ValueTextEquals("model"u8))
        {
            reader.Read();
            AnsweredModel = ModelName.Read(ref reader);
        }
        else if (reader.ValueTextEquals("x_groq"u8))
        {
            reader.Read();
            while (reader.TokenType != JsonTokenType.EndObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader, json, sink);
        }
        else
        {
            SkipValue(ref reader);
        }
    }

    private void ReadChoices(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (first && reader.TokenType == JsonTokenType.StartObject)
                ReadChoice(ref reader, json, sink);
            else
                reader.Skip();
        }
    }

    private void ReadChoice(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        if (!_began && _learned)
            _lessons.Keep(_owner, _target);
        if (!_began)
            sink.Push(MessageEvent.Start());
        _began = true;
        while (!_failed && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                ReadDelta(ref reader, json, sink);
            }
            else if (reader.ValueTextEquals("finish_reason"u8))
            {
                reader.Read();
                if (IsError(ref reader))
                    _saidError = true;
                else
                    _reason = ChatFinish.Read(ref reader) ?? _reason;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                _usage.Read(ref reader);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                ReadError(ref reader, json, sink);
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    private void ReadDelta(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        // It was thought before it was said, in whatever order the members stand.
        var ahead = reader;
        ReadThought(ref ahead, sink);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                _content.Read(ref reader, sink, isThought: false);
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                _calls.Read(ref reader, json, sink);
            }
            else if (reader.ValueTextEquals("function_call"u8))
            {
                reader.Read();
                _calls.ReadOne(ref reader, json, sink, index: 0);
            }
            else if (reader.ValueTextEquals("refusal"u8))
            {
                reader.Read();
                _refused |= _content.Read(ref reader, sink, isThought: false);
            }
            else
            {
                SkipValue(ref reader);
            }
        }
    }

    // The same reasoning often stands under two names at once; the first counts.
    private void ReadThought(ref Utf8JsonReader reader, IMessageEventSink sink)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isReasoning = ChatContentReader.IsReasoning(ref reader);
            reader.Read();
            if (isReasoning && _content.Read(ref reader, sink, isThought: true))
                return;
            reader.Skip();
        }
    }

    // What went wrong stands beside it, and says more.
    private static bool IsError(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8);

    private void ReadError(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        if (ChatError.Read(ref reader, json, _provider) is { } error)
            Fail(sink, error);
    }

    private void Fail(IMessageEventSink sink, AnthropicError error)
    {
        _failed = true;
        sink.Push(MessageEvent.Error(error));
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}

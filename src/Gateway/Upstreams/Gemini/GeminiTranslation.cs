using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Reads an answer of <c>generateContent</c>: a stream of chunks, a list of them, or one that is the whole.</summary>
internal sealed class GeminiTranslation : ITranslation
{
    private const int BytesPerToken = 4;
    private readonly string _provider;
    private readonly GeminiAnswer _answer;
    private readonly GeminiSearches _searches;
    private readonly GeminiUsage _usage = new();
    private readonly Func<AnthropicError, PooledBuffer, bool> _repair;
    private GeminiFinish? _finish;
    private string? _explanation;
    private bool _began;
    private bool _failed;

    public GeminiTranslation(Uri address, string provider, GeminiDialect dialect, GeminiCallIds ids, bool oneAtATime, Func<AnthropicError, PooledBuffer, bool> repair)
    {
        Address = address;
        _provider = provider;
        _answer = new GeminiAnswer(dialect, ids, oneAtATime);
        _searches = new GeminiSearches(ids);
        _repair = repair;
    }

    public Uri Address { get; }

    public bool AwaitsOnlyUsage => _finish is not null;

    public IReadOnlyList<byte[]> EmulatedStops { get; init; } = [];

    public string? AnsweredModel { get; private set; }

    public bool Repair(AnthropicError refusal, PooledBuffer body) => _repair(refusal, body);

    public void Read(ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        json = json.Trim(" \t\r\n"u8);
        if (json.IsEmpty || _failed || json.SequenceEqual("[DONE]"u8))
            return;
        if (JsonSlices.IsArray(json))
            ReadAll(json, sink);
        else
            ReadChunk(json, sink);
    }

    public void End(IMessageEventSink sink)
    {
        if (_failed)
            return;
        if (_finish is null)
        {
            Fail(sink, AnthropicError.Api(_began
                ? $"{_provider}: the upstream's stream ended early, before the answer was complete."
                : $"{_provider}: the upstream answered with nothing."));
            return;
        }

        if (_finish.IsFault && !_answer.IsOfUse)
        {
            Fail(sink, AnthropicError.Api($"{_provider}: the model failed ({_finish.Name}{(_explanation is null ? "" : ": " + _explanation)}). Try again."));
            return;
        }

        _answer.End(sink);
        _searches.Write(sink);
        PushUsage(sink);
        var explanation = _finish.Reason == StopReason.Refusal ? $"{_provider} stopped the answer: {_explanation ?? _finish.Name}." : "";
        sink.Push(MessageEvent.Stop(_finish.Reason, Encoding.UTF8.GetBytes(explanation)));
    }

    private void ReadAll(ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            ReadChunk(JsonSlices.Current(ref reader, json), sink);
        if (reader.Read())
            throw new JsonException("Something follows the chunks.");
    }

    private void ReadChunk(ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        if (_failed)
            return;
        if (!JsonSlices.IsObject(json))
            throw new JsonException("A chunk is not an object.");
        var chunk = GeminiChunk.Read(json);
        if (JsonSlices.IsObject(chunk.Wrapped) && chunk.Candidate.IsEmpty)
            chunk = GeminiChunk.Read(chunk.Wrapped);
        if (AnsweredModel is null && JsonSlices.IsString(chunk.Model))
            AnsweredModel = ModelName.Of(chunk.Model[1..^1]);
        if (!chunk.Error.IsEmpty)
        {
            using var document = JsonDocument.Parse(chunk.Error.ToArray(), JsonOptions.Document);
            Fail(sink, GoogleError.Of(document.RootElement, _provider));
            return;
        }

        if (_usage.Read(chunk.Usage) && _usage.Total is { } usage)
            sink.Push(MessageEvent.UsageSoFar(usage));
        if (JsonSlices.IsObject(chunk.Feedback))
            ReadFeedback(chunk.Feedback);
        if (!chunk.Candidate.IsEmpty)
            ReadCandidate(chunk.Candidate, sink);
    }

    private void ReadCandidate(ReadOnlySpan<byte> candidate, IMessageEventSink sink)
    {
        if (!_began)
            sink.Push(MessageEvent.Start());
        _began = true;
        var reader = new Utf8JsonReader(candidate, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
                _answer.Read(JsonSlices.Next(ref reader, candidate), sink);
            else if (reader.ValueTextEquals("finishReason"u8))
                _finish = GeminiFinish.Read(JsonSlices.Next(ref reader, candidate), _finish);
            else if (reader.ValueTextEquals("finishMessage"u8))
                _explanation = JsonSlices.Text(JsonSlices.Next(ref reader, candidate)) ?? _explanation;
            else if (reader.ValueTextEquals("groundingMetadata"u8))
                _searches.Read(JsonSlices.Next(ref reader, candidate));
            else
                JsonSlices.Next(ref reader, candidate);
        }
    }

    private void ReadFeedback(ReadOnlySpan<byte> feedback)
    {
        using var document = JsonDocument.Parse(feedback.ToArray(), JsonOptions.Document);
        if (document.RootElement.Text("blockReason") is not { Length: > 0 } reason || reason == "BLOCKED_REASON_UNSPECIFIED")
            return;
        _finish = new GeminiFinish(reason, StopReason.Refusal);
        _explanation = document.RootElement.Text("blockReasonMessage") ?? _explanation;
    }

    private void PushUsage(IMessageEventSink sink)
    {
        var usage = _usage.Total ?? (sink is IAnswer answer
            ? answer.Usage with { Output = Math.Max(1, _answer.Bytes / BytesPerToken), IsEstimate = true }
            : new MessageUsage(0, 0, IsEstimate: true));
        sink.Push(MessageEvent.UsageSoFar(usage with { WebSearches = _searches.Count }));
    }

    private void Fail(IMessageEventSink sink, AnthropicError error)
    {
        _failed = true;
        sink.Push(MessageEvent.Error(error));
    }
}

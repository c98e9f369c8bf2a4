using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>
/// Tells by an answer's first byte whether it is a stream of events or one JSON document, since upstreams send either when asked for
/// the other, and hands it to the translation. On their way to the answer, the events lose what the upstream could not be asked to
/// leave out: what follows a stop sequence, and tags around reasoning.
/// </summary>
internal sealed class UpstreamBody : ISseHandler, IDisposable
{
    private const int LargestDocument = 64 * 1024 * 1024;
    private readonly ITranslation _translation;
    private readonly IMessageEventSink _sink;
    private readonly StopSequenceSink? _stops;
    private readonly ThinkTagSink? _thoughts;
    private readonly SseParser _events;
    private readonly PooledBuffer _document = new();
    private bool? _isDocument;
    private long _pieces;

    public UpstreamBody(ITranslation translation, IAnswer answer)
    {
        _translation = translation;
        _stops = translation.EmulatedStops.Count > 0 ? new StopSequenceSink(answer, translation.EmulatedStops) : null;
        _thoughts = translation.ThinkTags == ThinkTags.None ? null : new ThinkTagSink(_stops ?? answer, translation.ThinkTags);
        _sink = _thoughts ?? _stops ?? answer;
        _events = new SseParser(this);
    }

    /// <summary>How many signs of life have come: events, comments, pieces of a document.</summary>
    public long Signs => _events.Signs + _pieces;

    /// <summary>How many events have come.</summary>
    public long Moves { get; private set; }

    public void Feed(ReadOnlySpan<byte> chunk)
    {
        if (_isDocument is null)
        {
            var first = chunk.IndexOfAnyExcept(" \t\r\n"u8);
            if (first < 0)
                return;
            _isDocument = chunk[first] is (byte)'{' or (byte)'[';
        }

        if (_isDocument is false)
        {
            _events.Feed(chunk);
            return;
        }

        if (_document.Length + chunk.Length > LargestDocument)
            throw new AnthropicErrorException(AnthropicError.Api("The upstream's answer is larger than 64 MiB."));
        _pieces++;
        _document.Append(chunk);
    }

    public void End()
    {
        if (_isDocument is true)
            Read(_document.Span);
        else
            _events.End();
        _translation.End(_sink);
    }

    public void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data) => Read(data);

    public void Dispose()
    {
        _thoughts?.Dispose();
        _stops?.Dispose();
        _events.Dispose();
        _document.Dispose();
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        Moves++;
        try
        {
            _translation.Read(json, _sink);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new AnthropicErrorException(AnthropicError.Api("The upstream sent something that is not JSON, or was cut off in the middle."), e);
        }
    }
}

using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Reads a Responses answer: a stream of typed events, or the whole response that a stream ends with.</summary>
internal sealed class ResponsesTranslation(Uri address, string provider, ResponsesRequest request) : ITranslation
{
    private readonly JsonTextReader _text = new();
    private OutputItems? _items;
    private bool _over;

    public Uri Address { get; } = address;

    public bool AwaitsOnlyUsage => false;

    public string? AnsweredModel { get; private set; }

    public bool StreamsOnly => request.Backend.StreamsOnly;

    public IReadOnlyList<byte[]> EmulatedStops => request.Stops;

    /// <summary>Another key or another machine of the upstream's cannot decrypt what this one encrypted: it has to do without.</summary>
    public bool Repair(AnthropicError refusal, PooledBuffer body)
    {
        if (refusal.UpstreamCode != "invalid_encrypted_content" || !request.HoldsReasoning)
            return false;
        body.Clear();
        request.Write(body, withReasoning: false);
        return true;
    }

    public void Read(ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        json = json.Trim(" \t\r\n"u8);
        if (_over || json.IsEmpty || json.SequenceEqual("[DONE]"u8))
            return;
        _items ??= new OutputItems(sink, new AnswerContext(request.Names, request.Account));
        var happened = ResponseEvent.Read(json);
        if (AnsweredModel is null && !happened.Response.IsEmpty)
            AnsweredModel = ModelName.Find(happened.Response);
        if (happened.Is("error"u8) || (happened.Type.IsEmpty && happened.IsFailure))
            Fail(sink, json);
        else if (happened.Is("response.completed"u8) || happened.Is("response.incomplete"u8) || happened.Is("response.failed"u8) || happened.Is("response.done"u8))
            Finish(happened.Response.IsEmpty ? json : happened.Response, happened.Is("response.incomplete"u8), sink);
        else if (happened.Type.IsEmpty && happened.IsWhole)
            Finish(json, isIncomplete: false, sink);
        else
            _items.Take(happened, _text);
    }

    public void End(IMessageEventSink sink)
    {
        if (_over)
            return;
        _over = true;
        _items?.Dispose();
        sink.Push(MessageEvent.Error(AnthropicError.Api(_items is null
            ? $"{provider}: the upstream answered with nothing."
            : $"{provider}: the upstream's stream ended early, before the answer was complete.")));
    }

    private void Finish(ReadOnlySpan<byte> json, bool isIncomplete, IMessageEventSink sink)
    {
        using var document = Parse(json);
        var response = document.RootElement;
        AnsweredModel ??= ModelName.Find(json);
        var status = response.Text("status");
        if (status is "failed" or "cancelled" || response.Find("error") is { ValueKind: JsonValueKind.Object })
        {
            Fail(sink, ResponsesErrors.Of(response, provider));
            return;
        }

        isIncomplete |= status == "incomplete";
        _items!.Complete(response.Find("output"), isIncomplete);
        if (ResponsesUsage.Read(response.Find("usage")) is { } usage)
            sink.Push(MessageEvent.UsageSoFar(usage with { WebSearches = _items.Context.Searches }));
        else if (sink is IAnswer answer)
            sink.Push(MessageEvent.UsageSoFar(answer.Usage with { Output = Math.Max(1, _items.Context.Bytes / 4), WebSearches = _items.Context.Searches, IsEstimate = true }));
        sink.Push(MessageEvent.Stop(Reason(response, isIncomplete)));
        _over = true;
        _items.Dispose();
    }

    private StopReason Reason(JsonElement response, bool isIncomplete)
    {
        if (isIncomplete)
            return response.Find("incomplete_details")?.Text("reason") == "content_filter" ? StopReason.Refusal : StopReason.MaxTokens;
        var context = _items!.Context;
        return context.Refused && !context.CalledTool ? StopReason.Refusal : StopReason.EndTurn;
    }

    private void Fail(IMessageEventSink sink, ReadOnlySpan<byte> json)
    {
        using var document = Parse(json);
        Fail(sink, ResponsesErrors.Of(document.RootElement, provider));
    }

    private void Fail(IMessageEventSink sink, AnthropicError error)
    {
        _over = true;
        _items?.Dispose();
        sink.Push(MessageEvent.Error(error));
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        return JsonDocument.ParseValue(ref reader);
    }
}

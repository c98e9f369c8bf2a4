using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>
/// The items of an answer. Several can be under way at once; the first unfinished one goes straight to the client, later ones wait, so
/// that each becomes one block.
/// </summary>
internal sealed class OutputItems(IMessageEventSink sink, AnswerContext context) : IDisposable
{
    private readonly List<OutputItem> _items = [];
    private int _live;

    public AnswerContext Context { get; } = context;

    public void Take(in ResponseEvent happened, JsonTextReader text)
    {
        if (!happened.Item.IsEmpty)
        {
            TakeItem(happened);
            return;
        }

        if (happened.Delta.IsEmpty && happened.Whole.IsEmpty && happened.Annotation.IsEmpty)
            return;
        if (Find(happened.OutputIndex) is not { IsDone: false } item && (item = Guess(happened)) is null)
            return;
        if (!happened.Annotation.IsEmpty)
            Context.Links.Add(happened.Annotation);
        else if (!happened.Delta.IsEmpty)
            item.TakeDelta(happened, Text(happened.Delta, text));
        else
            item.TakeWhole(happened, Text(happened.Whole, text));
    }

    /// <summary>The answer is complete. What the stream left out is taken from the whole output.</summary>
    public void Complete(JsonElement? output, bool isCutShort)
    {
        var isStreamed = _items.Count > 0;
        if (output is { ValueKind: JsonValueKind.Array } list)
        {
            var index = 0;
            foreach (var whole in list.EnumerateArray())
                Complete(whole, index++, isStreamed);
        }

        foreach (var item in _items)
        {
            if (!item.IsDone && !(isCutShort && item is CallItem { IsNameless: true }))
                item.Finish(null);
        }

        Advance();
        foreach (var item in _items)
        {
            if (item is SearchItem { AwaitsLinks: true } search)
                search.PushLinks(sink);
        }
    }

    public void Dispose()
    {
        foreach (var item in _items)
            item.Dispose();
    }

    private void Complete(JsonElement whole, int index, bool isStreamed)
    {
        if (whole.Text("type") is not { } type)
            return;
        var item = isStreamed ? Find(index) : Add(index, type, whole);
        if (item is not { IsDone: false } || item.Type != type)
            return;
        item.Finish(whole);
        Advance();
    }

    private void TakeItem(in ResponseEvent happened)
    {
        var reader = new Utf8JsonReader(happened.Item, JsonOptions.Read);
        using var document = JsonDocument.ParseValue(ref reader);
        var whole = document.RootElement;
        if (whole.Text("type") is not { } type)
            return;
        var known = Find(happened.OutputIndex);
        if (happened.Is("response.output_item.added"u8))
        {
            if (known is null || known.IsDone || known.Type != type)
                Add(happened.OutputIndex, type, whole);
            return;
        }

        if (!happened.Is("response.output_item.done"u8) || (known is { IsDone: true } && known.Type == type && happened.OutputIndex is not null))
            return;
        if (known is null || known.IsDone || known.Type != type)
            known = Add(happened.OutputIndex, type, whole);
        known.Finish(whole);
        Advance();
    }

    private OutputItem Add(int? index, string type, JsonElement? whole)
    {
        if (_items.Count == 0)
            sink.Push(MessageEvent.Start());
        var item = type switch
        {
            "reasoning" => new ReasoningItem(index, Context),
            "message" => new MessageItem(index, Context),
            "function_call" => new CallItem(index, _items.Count, Context),
            "web_search_call" => new SearchItem(index, Context),
            _ => new OutputItem(index, type),
        };
        _items.Add(item);
        if (_live == _items.Count - 1)
            item.GoLive(sink);
        else
            item.Wait();
        if (whole is { } known)
            item.Open(known);
        return item;
    }

    // Some upstreams do not announce their items.
    private OutputItem? Guess(in ResponseEvent happened)
    {
        var type = happened.Type.StartsWith("response.output_text"u8) || happened.Type.StartsWith("response.refusal"u8) ? "message"
            : happened.Type.StartsWith("response.reasoning"u8) ? "reasoning"
            : happened.Type.StartsWith("response.function_call"u8) ? "function_call"
            : null;
        if (type is null || happened.Delta.IsEmpty)
            return null;
        return Add(happened.OutputIndex, type, null);
    }

    private OutputItem? Find(int? index)
    {
        if (index is null)
            return _items.Count > 0 ? _items[^1] : null;
        for (var i = _items.Count - 1; i >= 0; i--)
        {
            if (_items[i].Index == index)
                return _items[i];
        }

        return null;
    }

    private void Advance()
    {
        while (_live < _items.Count && _items[_live].IsDone)
        {
            _items[_live].Dispose();
            if (++_live < _items.Count)
                _items[_live].GoLive(sink);
        }
    }

    private ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, JsonTextReader text)
    {
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        var read = text.Read(ref reader);
        Context.Bytes += read.Length;
        return read;
    }
}

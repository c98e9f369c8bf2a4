using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>What Gemini found on the web, as the pair of blocks in which Anthropic's API tells it.</summary>
internal sealed class GeminiSearches(GeminiCallIds ids)
{
    private readonly List<string> _queries = [];
    private List<(string Url, string Title)> _found = [];

    /// <summary>How often it searched; pages that it was told to fetch have no query.</summary>
    public int Count => _queries.Count;

    /// <summary>Reads a candidate's <c>groundingMetadata</c>.</summary>
    public void Read(ReadOnlySpan<byte> grounding)
    {
        if (!JsonSlices.IsObject(grounding) || grounding.SequenceEqual("{}"u8))
            return;
        using var document = JsonDocument.Parse(grounding.ToArray(), JsonOptions.Document);
        foreach (var query in Items(document.RootElement, "webSearchQueries"))
        {
            if (query.ValueKind == JsonValueKind.String && query.GetString() is { Length: > 0 } text && !_queries.Contains(text))
                _queries.Add(text);
        }

        var found = Items(document.RootElement, "groundingChunks").Select(chunk => chunk.Find("web"))
            .Where(web => web?.Text("uri") is not null).Select(web => (web!.Value.Text("uri")!, web?.Text("title") ?? web!.Value.Text("uri")!)).ToList();
        if (found.Count > 0)
            _found = found;
    }

    public void Write(IMessageEventSink sink)
    {
        if (Count == 0)
            return;
        var id = ids.ForServerTool();
        using var block = new PooledBuffer();
        SearchBlocks.WriteUse(block, id, string.Join("; ", _queries));
        sink.Push(MessageEvent.Block(block.Span));
        block.Clear();
        SearchBlocks.WriteResult(block, id, _found);
        sink.Push(MessageEvent.Block(block.Span));
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement owner, string name) =>
        owner.Find(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;
}

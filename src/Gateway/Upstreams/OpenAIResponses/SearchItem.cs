using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>
/// A search of the upstream's own, as the pair of blocks in which Anthropic tells of its searches. Where the upstream does not name its
/// sources, the pair waits for the links that the text cites, and follows the text.
/// </summary>
internal sealed class SearchItem(int? index, AnswerContext context) : OutputItem(index, "web_search_call")
{
    private readonly List<(string Url, string Title)> _sources = [];
    private string _id = "";
    private string _query = "";
    private bool _failed;

    /// <summary>Found something, but the upstream has not said where.</summary>
    public bool AwaitsLinks { get; private set; }

    public override void Finish(JsonElement? item)
    {
        IsDone = true;
        _failed = item is null || item.Value.Text("status") is "failed" or "incomplete";
        _id = context.TakeSearchId(item?.Text("id"));
        if (item?.Find("action") is { } action)
            ReadAction(action);
        AwaitsLinks = !_failed && _sources.Count == 0;
        if (!AwaitsLinks)
            Push(Sink, _sources);
    }

    /// <summary>Tells of the search with what the text cites.</summary>
    public void PushLinks(IMessageEventSink sink)
    {
        AwaitsLinks = false;
        Push(sink, context.Links.Take());
    }

    private void ReadAction(JsonElement action)
    {
        var queries = action.Find("queries") is { ValueKind: JsonValueKind.Array } list
            ? string.Join("; ", list.EnumerateArray().Where(query => query.ValueKind == JsonValueKind.String).Select(query => query.GetString()))
            : null;
        _query = action.Text("query") ?? queries ?? action.Text("pattern") ?? action.Text("url") ?? "";
        if (action.Text("url") is { Length: > 0 } page)
            _sources.Add((page, page));
        if (action.Find("sources") is not { ValueKind: JsonValueKind.Array } sources)
            return;
        foreach (var source in sources.EnumerateArray())
        {
            if (source.Text("url") is { Length: > 0 } url && !_sources.Exists(known => known.Url == url))
                _sources.Add((url, source.Text("title") ?? url));
        }
    }

    private void Push(IMessageEventSink sink, List<(string Url, string Title)> links)
    {
        using var block = new PooledBuffer();
        SearchBlocks.WriteUse(block, _id, _query);
        sink.Push(MessageEvent.Block(block.Span));
        block.Clear();
        SearchBlocks.WriteResult(block, _id, _failed ? null : links);
        sink.Push(MessageEvent.Block(block.Span));
    }
}

using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>What the items of one answer share.</summary>
internal sealed class AnswerContext(ToolNames names, string account)
{
    private readonly HashSet<string> _searchIds = new(StringComparer.Ordinal);

    public ToolNames Names { get; } = names;

    /// <summary>Who may be shown this answer's reasoning again.</summary>
    public string Account { get; } = account;

    /// <summary>Links that the text cites, in the order of their first mention.</summary>
    public SearchLinks Links { get; } = new();

    public bool CalledTool { get; set; }

    public bool Refused { get; set; }

    public long Searches => _searchIds.Count;

    /// <summary>How much was answered, where the upstream does not count.</summary>
    public long Bytes { get; set; }

    /// <summary>An id for the next search. Some upstreams give two of them one id.</summary>
    public string TakeSearchId(string? upstreamId)
    {
        var id = SearchBlocks.Id(upstreamId);
        if (!_searchIds.Add(id))
            _searchIds.Add(id = SearchBlocks.Id(null));
        return id;
    }
}

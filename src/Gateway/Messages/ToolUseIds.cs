using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Keeps the ids of one answer's tool calls unique and within what Anthropic's API takes back.</summary>
internal sealed class ToolUseIds
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public string Take(string id)
    {
        if (id.AsSpan().ContainsAnyExcept(Allowed))
            id = string.Concat(id.Select(c => Allowed.Contains(c) ? c : '_'));
        if (id.Length == 0 || !_taken.Add(id))
            _taken.Add(id = Ids.ToolUse());
        return id;
    }
}

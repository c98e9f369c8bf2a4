using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Keeps the ids of an answer's tool calls within what Anthropic's API takes back and unique in the whole conversation, although some
/// upstreams count theirs anew in every answer.
/// </summary>
internal sealed class ToolUseIds(MessageRequest request)
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private HashSet<string>? _taken;

    public string Take(string id)
    {
        _taken ??= Earlier();
        if (id.AsSpan().ContainsAnyExcept(Allowed))
            id = string.Concat(id.Select(c => Allowed.Contains(c) ? c : '_'));
        if (id.Length == 0 || !_taken.Add(id))
            _taken.Add(id = Ids.ToolUse());
        return id;
    }

    private HashSet<string> Earlier()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in request.Messages)
        {
            foreach (var block in RequestBlock.Content(message, "content"))
            {
                if (block.Type == "tool_use" && block.Element.Text("id") is { } id)
                    ids.Add(id);
            }
        }

        return ids;
    }
}

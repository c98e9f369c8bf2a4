using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>
/// The results of one assistant turn's calls, found wherever they stand before the next one. Clients send them in the order in which
/// they were finished; upstreams want them in the order of the calls, right behind them.
/// </summary>
internal sealed class CallResults
{
    private readonly Dictionary<string, RequestBlock?> _results = new(StringComparer.Ordinal);

    public static CallResults None { get; } = new();

    public static CallResults Find(IReadOnlyList<JsonElement> messages, int assistant, List<RequestBlock> calls)
    {
        var found = new CallResults();
        foreach (var call in calls)
            found._results.TryAdd(call.Element.Text("id") ?? "", null);
        for (var i = assistant + 1; i < messages.Count && messages[i].Text("role") != "assistant"; i++)
        {
            foreach (var block in RequestBlock.Content(messages[i], "content", $"messages.{i}"))
            {
                if (block.Type == "tool_result" && block.Element.Text("tool_use_id") is { } id && found._results.TryGetValue(id, out var known) && known is null)
                    found._results[id] = block;
            }
        }

        return found;
    }

    public RequestBlock? Of(string id) => _results.GetValueOrDefault(id);

    /// <summary>Whether a result stands behind its call already, so that it is not repeated where the client has it.</summary>
    public bool Has(in RequestBlock block) =>
        block.Type == "tool_result" && Of(block.Element.Text("tool_use_id") ?? "") is { } known && known.Path == block.Path;
}

using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>
/// The results of one assistant turn's calls, found wherever they stand before the next one. Clients send them in the order in which
/// they were finished; upstreams want them in the order of the calls, right behind them. Calls that share an id get the results of
/// that id in their order.
/// </summary>
internal sealed class CallResults(int calls)
{
    private readonly RequestBlock?[] _results = new RequestBlock?[calls];

    public static CallResults None { get; } = new(0);

    public static CallResults Find(IReadOnlyList<JsonElement> messages, int assistant, List<RequestBlock> calls)
    {
        var found = new CallResults(calls.Count);
        for (var i = assistant + 1; i < messages.Count && messages[i].Text("role") != "assistant"; i++)
        {
            foreach (var block in RequestBlock.Content(messages[i], "content", $"messages.{i}"))
            {
                if (block.Type == "tool_result")
                    found.Add(calls, block);
            }
        }

        return found;
    }

    public RequestBlock? Of(int call) => _results[call];

    /// <summary>Whether a result stands behind its call already, so that it is not repeated where the client has it.</summary>
    public bool Has(RequestBlock block) => Array.Exists(_results, known => known is { } result && result.Is(block));

    private void Add(List<RequestBlock> calls, in RequestBlock result)
    {
        var id = result.Element.Text("tool_use_id") ?? "";
        for (var i = 0; i < calls.Count; i++)
        {
            if (_results[i] is null && string.Equals(calls[i].Element.Text("id") ?? "", id, StringComparison.Ordinal))
            {
                _results[i] = result;
                return;
            }
        }
    }
}

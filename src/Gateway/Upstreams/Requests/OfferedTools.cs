using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>
/// The tools that the model is shown. A deferred one is shown once the conversation has loaded it; a request which depends on a server
/// tool of Anthropic's that has no counterpart at the upstream is refused.
/// </summary>
internal static class OfferedTools
{
    private static readonly string[] Optional = ["tool_search_tool_", "web_search_", "web_fetch_"];

    public static List<JsonElement> Of(in MessageRequest request, Predicate<string>? isNative = null)
    {
        var all = request.Tools;
        var offered = new List<JsonElement>(all.Count);
        var loaded = all.Any(tool => tool.Is("defer_loading", true)) ? Loaded(request) : null;
        var late = new List<JsonElement>();
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].Text("type") is { } type && type != "custom" && isNative?.Invoke(type) != true)
                RefuseUnlessOptional(type, i, all.Count);
            else if (!all[i].Is("defer_loading", true))
                offered.Add(all[i]);
            else if (loaded!.Contains(all[i].Text("name") ?? ""))
                late.Add(all[i]);
        }

        // Loaded later, listed later: what the upstream has cached of the list stays valid.
        offered.AddRange(late);
        return offered;
    }

    private static void RefuseUnlessOptional(string type, int index, int count)
    {
        if (count > 1 && Array.Exists(Optional, prefix => type.StartsWith(prefix, StringComparison.Ordinal)))
            return;
        throw new AnthropicErrorException(AnthropicError.InvalidRequest(
            $"tools.{index}: the server tool '{type}' is not available at this provider."));
    }

    private static HashSet<string> Loaded(in MessageRequest request)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in request.Messages)
        {
            foreach (var block in RequestBlock.Content(message, "content"))
            {
                if (block.Type != "tool_result")
                    continue;
                foreach (var child in block.Children)
                {
                    if (child.Type == "tool_reference" && child.Element.Text("tool_name") is { } name)
                        names.Add(name);
                }
            }
        }

        return names;
    }
}

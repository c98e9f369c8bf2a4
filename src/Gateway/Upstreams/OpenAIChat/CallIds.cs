using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>
/// Ids of calls within what OpenAI takes and unique in the conversation: some upstreams count theirs anew in every answer. The same
/// conversation always gets the same ids, so that what the upstream has cached of it stays valid.
/// </summary>
internal sealed class CallIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <param name="id">The client's id.</param>
    /// <param name="path">Where the call stands.</param>
    public string Take(string id, string path)
    {
        var taken = ToolNames.Id(id);
        while (!_taken.Add(taken))
            taken = ToolNames.Id($"{taken} another time, as the one at {path} of the conversation");
        return taken;
    }
}

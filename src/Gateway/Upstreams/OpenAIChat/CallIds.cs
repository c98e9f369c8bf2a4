using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>
/// Ids of calls within what the upstream takes and unique in the conversation: some upstreams count theirs anew in every answer. The
/// same conversation always gets the same ids, so that what the upstream has cached of it stays valid.
/// </summary>
internal sealed class CallIds(ChatQuirks quirks)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <param name="id">The client's id.</param>
    /// <param name="path">Where the call stands.</param>
    public string Take(string id, string path)
    {
        var taken = Fit(id);
        while (!_taken.Add(taken))
            taken = Fit($"{taken} another time, as the one at {path} of the conversation");
        return taken;
    }

    private string Fit(string id)
    {
        if (quirks.ExactIds)
            return id.Length == quirks.LongestId && id.All(char.IsAsciiLetterOrDigit) ? id : ToolNames.Hash(id)[..quirks.LongestId];
        return id.Length > 0 && id.Length <= quirks.LongestId ? id : ToolNames.Id(ToolNames.Hash(id));
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Ids of calls that the upstream takes: short enough, and never twice, though some upstreams count anew in every turn.</summary>
internal sealed class CallIds
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The same conversation gets the same ids again, so that what the upstream cached of it stays valid.</summary>
    public string Take(string id)
    {
        var taken = ToolNames.Id(id);
        for (var again = 2; !_taken.Add(taken); again++)
            taken = ToolNames.Id(string.Create(CultureInfo.InvariantCulture, $"{ToolNames.Hash(id)}#{again}"));
        return taken;
    }
}

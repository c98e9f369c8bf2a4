using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Gateway.Tests.RoundTrips;

/// <summary>Every call has an id of its own, and its result before anything else is said.</summary>
internal sealed class CallPairs
{
    private readonly HashSet<string> _all = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>The first thing that is wrong; null where there is none.</summary>
    public string? Breach { get; private set; }

    public void Call(string id)
    {
        if (!_all.Add(id))
            Breach ??= $"the call id '{id}' stands twice";
        _open.Add(id);
    }

    public void Result(string id)
    {
        if (!_open.Remove(id))
            Breach ??= $"the result '{id}' belongs to no open call";
    }

    /// <summary>Something else is said, or nothing more.</summary>
    public void Other()
    {
        if (_open.Count > 0)
            Breach ??= $"the call '{_open.First()}' is not answered";
    }
}

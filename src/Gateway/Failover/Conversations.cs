using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>
/// Keeps a conversation where it is, so that what its provider has cached of it is used: with its own provider while that one is well, and
/// after a switch with the one that took over, for a while. One that is switched again and again stays longer each time.
/// </summary>
internal sealed class Conversations(ConversationLimits limits, TimeProvider time)
{
    private const int Forgives = 4;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Conversation Value)>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, Conversation Value)> _byUse = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _known.Count;
        }
    }

    /// <summary>Those who can answer, with the one first that has the conversation.</summary>
    public IReadOnlyList<Candidate> Order(string? key, IReadOnlyList<Candidate> candidates)
    {
        if (key is null || candidates.Count < 2)
            return candidates;
        Conversation known;
        lock (_lock)
        {
            if (!_known.TryGetValue(key, out var node))
                return candidates;
            known = node.Value.Value;
        }

        // Another provider was enabled in the meantime: that counts for conversations under way as well.
        if (known.Home != candidates[0].Name || time.GetUtcNow() - known.Since >= known.Stay)
            return candidates;
        return candidates.FirstOrDefault(candidate => candidate.Name == known.Server) is { } server ? [server, .. candidates.Where(candidate => candidate != server)] : candidates;
    }

    /// <summary>A conversation's request was answered.</summary>
    /// <param name="key">The conversation.</param>
    /// <param name="home">Whom its requests are meant for.</param>
    /// <param name="server">Who answered.</param>
    public void Answered(string? key, Candidate home, Candidate server)
    {
        if (key is null)
            return;
        lock (_lock)
        {
            Conversation? before = null;
            if (_known.Remove(key, out var node))
            {
                before = node.Value.Value;
                _byUse.Remove(node);
            }

            _known[key] = _byUse.AddLast((key, After(before, home.Name, server.Name)));
            if (_known.Count > limits.Most)
            {
                _known.Remove(_byUse.First!.Value.Key);
                _byUse.RemoveFirst();
            }
        }
    }

    private Conversation After(Conversation? before, string home, string server)
    {
        var now = time.GetUtcNow();
        if (before is null || before.Home != home)
            return new Conversation(home, server, now, limits.Stay);
        if (before.Server == server)
            return server == home || now - before.Since < before.Stay ? before : before with { Since = now };
        if (server == home)
            return before with { Server = server, Since = now, HasReturned = true };
        var isFlapping = before.HasReturned && now - before.Since < before.Stay * Forgives;
        var longer = before.Stay * 2 < limits.LongestStay ? before.Stay * 2 : limits.LongestStay;
        return new Conversation(home, server, now, isFlapping ? longer : limits.Stay);
    }
}

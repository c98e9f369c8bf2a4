using System.Collections.Generic;
using System.Threading;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>
/// The signatures of the latest calls, for clients that lose the thinking blocks which carry them. Bounded, and gone with the process.
/// </summary>
internal sealed class SignatureMemory(int capacity = 2_000)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Call), string> _known = [];
    private readonly Queue<(string Account, string Call)> _order = new();

    public void Remember(string account, string call, string signature)
    {
        lock (_lock)
        {
            if (_known.TryAdd((account, call), signature))
                _order.Enqueue((account, call));
            else
                _known[(account, call)] = signature;
            if (_order.Count > capacity)
                _known.Remove(_order.Dequeue());
        }
    }

    public string? Find(string account, string call)
    {
        lock (_lock)
            return _known.GetValueOrDefault((account, call));
    }
}

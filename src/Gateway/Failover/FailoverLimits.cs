using System;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>How often, and how long, others are asked before a request is given up.</summary>
internal sealed record FailoverLimits
{
    /// <summary>For one request, everybody together.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>For one request, at one provider.</summary>
    public int TriesEach { get; init; } = 2;

    /// <summary>Before a provider is asked a second time. A part of it is left to chance, so that clients do not come back all at once.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A provider that asks for more patience than this is not waited for.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After this long nobody else is asked for the same request, and the client of a stream is kept with pings.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>The same for an answer that comes whole. Clients give such a request up after ten minutes.</summary>
    public TimeSpan WholeTime { get; init; } = TimeSpan.FromMinutes(8);

    public CircuitLimits Circuit { get; init; } = new();

    public ConversationLimits Conversations { get; init; } = new();
}

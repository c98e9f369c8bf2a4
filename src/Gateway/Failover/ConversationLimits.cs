using System;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>How long a conversation stays with the provider that took it over.</summary>
internal sealed record ConversationLimits
{
    /// <summary>So many conversations are remembered; the one that was silent longest is forgotten first.</summary>
    public int Most { get; init; } = 2048;

    /// <summary>After a switch, before its own provider is asked again. Doubled where it is switched again soon after.</summary>
    public TimeSpan Stay { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan LongestStay { get; init; } = TimeSpan.FromHours(1);
}

using System;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>When a provider that fails is left alone, and for how long.</summary>
internal sealed record CircuitLimits
{
    /// <summary>Failures that weigh so much together open the circuit: the fourth of four that come soon after each other.</summary>
    public double Failures { get; init; } = 3.5;

    /// <summary>After this long a failure weighs half.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long nobody asks, the first time. Doubled each time that the one who asks then fails as well.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A provider that asks to be left alone is asked again after this long at the latest.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromHours(1);
}

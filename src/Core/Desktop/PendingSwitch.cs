using System;

namespace ClaudeDesktop.Desktop;

/// <summary>A switch that was cut short: its process ended before it was done.</summary>
public sealed class PendingSwitch
{
    internal PendingSwitch(SwitchGoal goal, SwitchOrigin origin, DateTimeOffset startedAt)
    {
        Goal = goal;
        Origin = origin;
        StartedAt = startedAt;
    }

    /// <summary>The provider that it was to switch to; null for official mode.</summary>
    public string? ProviderId => Goal.ProviderId;

    public DateTimeOffset StartedAt { get; }

    internal SwitchGoal Goal { get; }

    internal SwitchOrigin Origin { get; }
}

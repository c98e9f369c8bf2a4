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

    private PendingSwitch()
    {
    }

    /// <summary>The provider that it was to switch to; null for official mode.</summary>
    public string? ProviderId => Goal?.ProviderId;

    /// <summary>When it began; null where the note of it cannot be read.</summary>
    public DateTimeOffset? StartedAt { get; }

    /// <summary>Whether the note of it cannot be read, so that nobody knows where it was to end.</summary>
    public bool IsUnreadable => Goal is null;

    internal static PendingSwitch Unreadable { get; } = new();

    /// <summary>Null where the note cannot be read.</summary>
    internal SwitchGoal? Goal { get; }

    /// <summary>Null where the note cannot be read.</summary>
    internal SwitchOrigin? Origin { get; }

    public override string ToString() => Goal?.ToString() ?? "a note that cannot be read";
}

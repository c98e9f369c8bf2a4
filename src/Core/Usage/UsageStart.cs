using System;

namespace ClaudeDesktop.Usage;

/// <summary>What the first line of a ledger's file says of the gateway that writes it.</summary>
public sealed record UsageStart
{
    /// <summary>When the file was begun.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Eight hexadecimal digits that tell the run from any other.</summary>
    public required string Run { get; init; }

    /// <summary>How many requests the run wrote to earlier files.</summary>
    public long Number { get; init; }

    /// <summary>The gateway's version.</summary>
    public required string Version { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>When the process started, by the clock of that moment.</summary>
    public required DateTimeOffset ProcessBegan { get; init; }

    /// <summary>Tells the process from a later one with the same id; null where the system has nothing like it.</summary>
    public string? ProcessMark { get; init; }

    public string? User { get; init; }

    public string? Machine { get; init; }
}

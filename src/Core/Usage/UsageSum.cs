using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Usage;

/// <summary>What requests come to that have something in common.</summary>
public sealed record UsageSum
{
    /// <summary>What they have in common, in one text.</summary>
    public required string Name { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public ModelRole? Role { get; init; }

    /// <summary>By the clock of whoever looks.</summary>
    public DateTime? Day { get; init; }

    public string? Session { get; init; }

    public string? User { get; init; }

    public string? Machine { get; init; }

    public string? Project { get; init; }

    public long Requests { get; init; }

    /// <summary>How many of them failed.</summary>
    public long Errors { get; init; }

    /// <summary>Tokens of the requests without what a cache served or stored.</summary>
    public long InputTokens { get; init; }

    public long OutputTokens { get; init; }

    public long CacheReadTokens { get; init; }

    public long CacheWriteTokens { get; init; }

    /// <summary>Tokens of every kind.</summary>
    public long TotalTokens => InputTokens + OutputTokens + CacheReadTokens + CacheWriteTokens;

    /// <summary>Which part of what was sent a cache served, from 0 to 1; null where nothing was sent.</summary>
    public double? CacheShare { get; init; }

    /// <summary>In US dollars, of the requests whose price is known; null where none is.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How many requests used tokens whose price is not known, so that they are missing from the cost.</summary>
    public long UnpricedRequests { get; init; }

    /// <summary>How many requests have tokens that the gateway estimated.</summary>
    public long EstimatedRequests { get; init; }

    /// <summary>What half of the requests that succeeded did not exceed, to within some percent.</summary>
    public TimeSpan? MedianDuration { get; init; }

    /// <summary>What 95 of 100 requests that succeeded did not exceed, to within some percent.</summary>
    public TimeSpan? P95Duration { get; init; }

    /// <summary>When the first of them arrived.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>When the last of them arrived.</summary>
    public DateTimeOffset? Last { get; init; }
}

using System;

namespace ClaudeDesktop.Live;

/// <summary>A model as its vendor lists it. What the vendor does not say is null.</summary>
public sealed record UpstreamModel
{
    /// <summary>What requests call it.</summary>
    public required string Id { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>The most tokens that a request may have.</summary>
    public long? ContextLength { get; init; }

    /// <summary>The most tokens that an answer may have.</summary>
    public long? MaxOutput { get; init; }

    /// <summary>Whether it calls tools.</summary>
    public bool? CallsTools { get; init; }

    /// <summary>Whether it sees pictures.</summary>
    public bool? SeesImages { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? OwnedBy { get; init; }

    /// <summary>The id of the provider that was asked.</summary>
    public required string Provider { get; init; }

    public override string ToString() => Id;
}

using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Usage;

/// <summary>One request that a gateway answered: who, by whom, how much and how fast. Nothing of what was said.</summary>
public sealed record UsageRecord
{
    /// <summary>When the request arrived.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The gateway's own name for the request; the client got it as <c>request-id</c>.</summary>
    public required string RequestId { get; init; }

    /// <summary>The client's name for the conversation, where it told one.</summary>
    public string? Session { get; init; }

    /// <summary>The id of the provider that answered, or that was asked last; null where nobody was.</summary>
    public string? Provider { get; init; }

    public ModelRole? Role { get; init; }

    /// <summary>The model that the client asked for.</summary>
    public string? RequestedModel { get; init; }

    /// <summary>The upstream's own model id, as it was sent.</summary>
    public string? Model { get; init; }

    /// <summary>The model that the upstream says has answered.</summary>
    public string? AnsweredModel { get; init; }

    /// <summary>Tokens of the request without what a cache served or stored.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens of the answer, reasoning included.</summary>
    public long OutputTokens { get; init; }

    public long CacheReadTokens { get; init; }

    public long CacheWriteTokens { get; init; }

    /// <summary>Whether the tokens are the gateway's own estimate.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>In US dollars; null where a price is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>From the request's arrival to the first byte of the upstream's answer.</summary>
    public TimeSpan? FirstByte { get; init; }

    /// <summary>From the request's arrival to the end of the answer.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How often an upstream was asked; 0 where the gateway itself refused.</summary>
    public int Tries { get; init; }

    /// <summary>The HTTP status that the client got.</summary>
    public int Status { get; init; }

    /// <summary>The type of the error that the client was told, also inside a stream.</summary>
    public string? Error { get; init; }

    public bool IsStream { get; init; }

    /// <summary>The user whose gateway answered.</summary>
    public string? User { get; init; }

    /// <summary>The machine whose gateway answered.</summary>
    public string? Machine { get; init; }

    /// <summary>What the client says that it works on, where it does.</summary>
    public string? Project { get; init; }
}

using System;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>One answered request to <c>/v1/messages</c>, without its content.</summary>
internal sealed record RequestRecord
{
    public required DateTimeOffset Time { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required int Status { get; init; }

    public string? RequestedModel { get; init; }

    /// <summary>The upstream's own model id.</summary>
    public string? Model { get; init; }

    /// <summary>The provider's id.</summary>
    public string? Provider { get; init; }

    public bool Stream { get; init; }

    public MessageUsage Usage { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>Until the upstream's first byte.</summary>
    public TimeSpan? FirstByte { get; init; }

    /// <summary>The type of the error that the client was told.</summary>
    public string? Error { get; init; }
}

using System;

namespace ClaudeDesktop.GatewayControl;

/// <summary>What a gateway did for one request. Holds nothing of what was said.</summary>
public sealed record GatewayRequest
{
    public DateTimeOffset Time { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    /// <summary>The HTTP status that the client got.</summary>
    public int StatusCode { get; init; }

    /// <summary>The model that Claude Desktop asked for.</summary>
    public string? RequestedModel { get; init; }

    /// <summary>The upstream's model that answered.</summary>
    public string? Model { get; init; }

    /// <summary>The provider's id.</summary>
    public string? Provider { get; init; }

    public bool IsStream { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    /// <summary>Milliseconds until the first byte of the answer.</summary>
    public double? FirstByteMs { get; init; }

    /// <summary>Milliseconds until the answer was complete.</summary>
    public double DurationMs { get; init; }

    /// <summary>What went wrong, if anything.</summary>
    public string? Error { get; init; }

    public override string ToString() => $"{Method} {Path} {StatusCode}";
}

using System;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>How long an upstream may be silent.</summary>
internal sealed record UpstreamLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Until its first byte. Reasoning models think for minutes.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two bytes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For the usage that some send after the last word.</summary>
    public TimeSpan LateUsage { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After so much silence the client gets a ping.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(15);
}

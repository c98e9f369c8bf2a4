using System;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>How long an upstream may take. Reasoning models think for minutes, and some say nothing in the meantime.</summary>
internal sealed record UpstreamLimits
{
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Until its first sign of life, where nobody else can be asked.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The same for a streamed answer, where somebody else can be asked.</summary>
    public TimeSpan FirstByteWithOthers { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>The same for an answer that comes whole, and so only once all of it is there.</summary>
    public TimeSpan WholeWithOthers { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two signs of life: events, pings and comments. Bytes that complete none are no sign.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between two events that say something. Pings alone do not keep an answer alive for ever.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>For an answer from end to end. The longest ones of slow models take more than an hour.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromHours(3);

    /// <summary>For the usage that some send after the last word.</summary>
    public TimeSpan LateUsage { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After so much silence the client gets a ping.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often is looked at all these.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(1);
}

using System;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>What one client may ask of the gateway: how much, how many at once, and how slowly.</summary>
internal sealed record GatewayLimits
{
    /// <summary>Of a request's body, also once it is decompressed.</summary>
    public int BodyBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Of the request's first line: method and address.</summary>
    public int LineBytes { get; init; } = 8 * 1024;

    /// <summary>Of all headers together.</summary>
    public int HeaderBytes { get; init; } = 32 * 1024;

    public int HeaderCount { get; init; } = 100;

    /// <summary>From a request's first byte to the end of its headers.</summary>
    public TimeSpan HeaderTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For a connection on which nothing is asked.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>In bytes a second, on average. A client on this machine is far faster, however large its request.</summary>
    public double BodyRate { get; init; } = 240;

    /// <summary>Before the rate is asked for.</summary>
    public TimeSpan BodyGrace { get; init; } = TimeSpan.FromSeconds(5);

    public int Connections { get; init; } = 512;

    /// <summary>Answered at the same time. Claude Code asks for tokens in bursts of 25, and runs many agents at once.</summary>
    public int Requests { get; init; } = 256;
}

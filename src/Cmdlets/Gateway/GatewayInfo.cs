using System;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>A gateway of this user, or the place where one would be.</summary>
public sealed record GatewayInfo
{
    public required GatewayState State { get; init; }

    public required int Port { get; init; }

    /// <summary>The address that Claude Desktop's profile points to.</summary>
    public required Uri Address { get; init; }

    public int? ProcessId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? Version { get; init; }

    /// <summary>What it runs in.</summary>
    public GatewayHost? Host { get; init; }

    /// <summary>The job that holds it, where this shell started it.</summary>
    public int? JobId { get; init; }

    /// <summary>The provider that requests go to now.</summary>
    public string? ProviderName { get; init; }

    public override string ToString() => $"{State} on port {Port}";
}

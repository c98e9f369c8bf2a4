using System;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>A gateway of this user, or the place where one would be.</summary>
public sealed record GatewayInfo
{
    public required GatewayState State { get; init; }

    public required int Port { get; init; }

    /// <summary>The address that Claude Desktop's profile points to.</summary>
    public required Uri Address { get; init; }

    /// <summary>Who started it.</summary>
    public GatewayOrigin Origin { get; init; }

    public int? ProcessId { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? Version { get; init; }

    /// <summary>What it runs in.</summary>
    public GatewayHost? Host { get; init; }

    /// <summary>The job that holds it, where this shell started it.</summary>
    public int? JobId { get; init; }

    /// <summary>What the operating system was told to run at logon, where that is this one; null where nothing is registered.</summary>
    public GatewayRegistration? Registration { get; init; }

    /// <summary>The file that it writes its log to; null for a job, whose streams are its log.</summary>
    public string? LogFile { get; init; }

    /// <summary>The provider that requests go to now.</summary>
    public string? ProviderName { get; init; }

    public override string ToString() => $"{State} on port {Port}";
}

using System;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>A gateway that the operating system starts at logon.</summary>
public sealed record GatewayRegistration
{
    /// <summary>What of the system starts it.</summary>
    public required RegistrationKind Kind { get; init; }

    public required RegistrationScope Scope { get; init; }

    /// <summary>Under what name the system's own tools show it.</summary>
    public required string Name { get; init; }

    /// <summary>The file that tells the system of it; null where it has none of its own, as on Windows.</summary>
    public string? Path { get; init; }

    /// <summary>What is run.</summary>
    public required string Command { get; init; }

    /// <summary>What it runs in.</summary>
    public required GatewayHost Host { get; init; }

    /// <summary>The one that was asked for; null where it is the best that ran.</summary>
    public GatewayHost? RequestedHost { get; init; }

    /// <summary>What is less grave stays out of its log file.</summary>
    public GatewayLogLevel LogLevel { get; init; }

    /// <summary>The version of the gateway's copy.</summary>
    public required string Version { get; init; }

    /// <summary>How long after one scheduled repair of the profile the next begins; null where none is scheduled.</summary>
    public TimeSpan? RepairInterval { get; init; }

    /// <summary>Where its log is; null where each user has one.</summary>
    public string? LogFile { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public override string ToString() => Name;
}

using System;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What a user asks to be registered. What is not said stays as it was registered before.</summary>
public sealed record RegistrationWish
{
    public RegistrationScope Scope { get; init; }

    /// <summary>How long after one scheduled repair the next begins; zero for none, null as before.</summary>
    public TimeSpan? RepairInterval { get; init; }

    /// <summary>The one host that may be taken; null as before, and at first for the best that runs here.</summary>
    public GatewayHost? Host { get; init; }

    /// <summary>What is less grave stays out of the log file; null as before.</summary>
    public GatewayLogLevel? LogLevel { get; init; }

    /// <summary>The folder of the PowerShell that asks.</summary>
    public string? ShellFolder { get; init; }

    /// <summary>The same with what was registered before in place of what is not said.</summary>
    internal RegistrationWish Keeping(GatewayRegistration? before) => this with
    {
        RepairInterval = RepairInterval == TimeSpan.Zero ? null : RepairInterval ?? before?.RepairInterval,
        Host = Host ?? before?.RequestedHost,
        LogLevel = LogLevel ?? before?.LogLevel ?? GatewayLogLevel.Information,
    };
}

using System;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What a user asks to be registered.</summary>
public sealed record RegistrationWish
{
    public RegistrationScope Scope { get; init; }

    /// <summary>How long after one scheduled repair the next begins; null for none.</summary>
    public TimeSpan? RepairInterval { get; init; }

    /// <summary>The one host that may be taken; null for the best that runs here.</summary>
    public GatewayHost? Host { get; init; }

    /// <summary>What is less grave stays out of the log file.</summary>
    public GatewayLogLevel LogLevel { get; init; }

    /// <summary>The folder of the PowerShell that asks.</summary>
    public string? ShellFolder { get; init; }
}

using System;
using System.Collections.Generic;
using System.Net;
using ClaudeDesktop.Gateway.Failover;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Usage;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>What a gateway is started with.</summary>
internal sealed record GatewayOptions
{
    public required DataHome Home { get; init; }

    /// <summary>Where to listen. Anything but 127.0.0.1 is refused.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The loopback port; 0 takes a free one, null the store's.</summary>
    public int? Port { get; init; }

    public required IGatewayLog Log { get; init; }

    public IFileOperations Files { get; init; } = new FileOperations();

    public ISecretStore? Secrets { get; init; }

    /// <summary>Keys from vaults that only the starting process can ask.</summary>
    public IReadOnlyDictionary<string, string>? HandedKeys { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public UpstreamLimits Limits { get; init; } = new();

    public FailoverLimits Failover { get; init; } = new();

    public GatewayLimits Clients { get; init; } = new();

    /// <summary>Whether other processes of this user are told of this gateway, by a run file.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>Whether the operating system started it at logon.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>For how many days what was used stays written down; 0 writes nothing.</summary>
    public int UsageDays { get; init; } = UsageDaysVariable.Default;

    /// <summary>The file that its log goes to, for the run file to name; null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>Tells this run of the gateway from any other listener on its port: 122 bits of the system's own randomness.</summary>
    public string Instance { get; init; } = Guid.NewGuid().ToString("N");
}

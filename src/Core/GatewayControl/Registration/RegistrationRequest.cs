using System;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What is to be run at logon, in no system's words yet.</summary>
public sealed record RegistrationRequest
{
    public required RegistrationScope Scope { get; init; }

    /// <summary>Tells the registrations of two users, or of two data folders of one user, apart; empty for the usual one.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The account as Windows names it (<c>DOMAIN\ada</c>); not asked for elsewhere.</summary>
    public string Account { get; init; } = "";

    public required RegisteredProgram Gateway { get; init; }

    /// <summary>What repairs the profile; null where nothing is to.</summary>
    public RegisteredProgram? Repair { get; init; }

    /// <summary>How long after one repair the next begins; whole minutes.</summary>
    public TimeSpan RepairInterval { get; init; }
}

using System.Collections.Generic;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>One thing that the operating system runs: the gateway, or the repair.</summary>
/// <param name="Name">Under what name the system's own tools show it.</param>
/// <param name="Files">What is written before it is enabled, and goes when it is disabled.</param>
/// <param name="Enable">What makes the system know it, and start it now.</param>
/// <param name="Disable">What ends it, and makes the system forget it.</param>
public sealed record RegistrationPart(
    string Name, IReadOnlyList<RegistrationFile> Files, IReadOnlyList<RegistrationStep> Enable, IReadOnlyList<RegistrationStep> Disable)
{
    /// <summary>Whether it is to be there; one that is not is taken away.</summary>
    public bool IsWanted { get; init; } = true;
}

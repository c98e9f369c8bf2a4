using System.Collections.Generic;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>One call of the operating system's own program.</summary>
/// <param name="Program">Its name, or its path where it has one place.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record RegistrationStep(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether it is all the same if it fails, as where what it would end does not run.</summary>
    public bool MayFail { get; init; }

    /// <summary>How often it is tried, where the system may still be busy with the step before.</summary>
    public int Tries { get; init; } = 1;

    public override string ToString() => $"{Program} {CommandLine.Join(Arguments)}";
}

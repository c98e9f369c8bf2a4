namespace ClaudeDesktop.Desktop.Health;

/// <summary>What is true of a code wherever it is found.</summary>
/// <param name="Code">The code.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Meaning">What is so, in one sentence.</param>
/// <param name="Repair">What puts it right, in one sentence.</param>
/// <param name="Repairable">Whether writing the profile anew does.</param>
public sealed record HealthRow(HealthCode Code, HealthSeverity Severity, string Meaning, string Repair, bool Repairable);

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Leave to ask a provider once. What came of it is told to the circuit with it.</summary>
/// <param name="Generation">Which of the circuit's states it was given in: what is told of an earlier one decides nothing.</param>
/// <param name="IsProbe">Whether it is the one that finds out for all.</param>
internal readonly record struct CircuitPermit(int Generation, bool IsProbe);

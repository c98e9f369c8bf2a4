namespace ClaudeDesktop.Desktop.Repair;

/// <summary>What became of a finding.</summary>
public enum RepairOutcome
{
    /// <summary>There was nothing to repair.</summary>
    Healthy,

    /// <summary>It is put right.</summary>
    Repaired,

    /// <summary>It is not ours to put right; the recommended action says what to do.</summary>
    NotRepairable,

    /// <summary>It could have been put right, but something stood in the way.</summary>
    NotRepaired,
}

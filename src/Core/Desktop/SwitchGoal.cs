namespace ClaudeDesktop.Desktop;

/// <summary>What a switch is to end in.</summary>
/// <param name="ProviderId">The provider to switch to; null for Claude Desktop's official mode.</param>
/// <param name="AppliedId">In official mode, the profile of another program to leave applied; null for none.</param>
/// <param name="SnapshotId">The earlier state to bring back; null for a state as the provider needs it.</param>
/// <param name="KeepsModes">Whether the deployment modes stay as they are, since they are not about our profile.</param>
internal sealed record SwitchGoal(string? ProviderId, string? AppliedId = null, string? SnapshotId = null, bool KeepsModes = false)
{
    public override string ToString() =>
        SnapshotId is not null ? $"snapshot '{SnapshotId}'" : ProviderId is null ? "official mode" : $"provider '{ProviderId}'";
}

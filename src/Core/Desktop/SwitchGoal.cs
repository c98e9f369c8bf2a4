namespace ClaudeDesktop.Desktop;

/// <summary>What a switch is to end in.</summary>
/// <param name="ProviderId">The provider to switch to; null for Claude Desktop's official mode.</param>
/// <param name="AppliedId">In official mode, the profile of another program to leave applied; null for none.</param>
internal sealed record SwitchGoal(string? ProviderId, string? AppliedId = null)
{
    public override string ToString() => ProviderId is null ? "official mode" : $"provider '{ProviderId}'";
}

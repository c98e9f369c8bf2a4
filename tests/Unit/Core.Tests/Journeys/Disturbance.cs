using System;
using ClaudeDesktop.Desktop.Health;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>Something that happens to Claude Desktop's files, or around them, after a switch.</summary>
/// <param name="Name">What happens.</param>
/// <param name="Happens">Does it.</param>
/// <param name="Finding">What the check must say of it; null where it must say nothing.</param>
internal sealed record Disturbance(string Name, Action<FixtureHome> Happens, HealthCode? Finding)
{
    /// <summary>What a person does where no repair can: undoes the cause. Null where the repair does it.</summary>
    public Action<FixtureHome>? PutRightByHand { get; init; }

    /// <summary>Text that the disturbance brought and that must still be there at the end: it is somebody else's.</summary>
    public string? Foreign { get; init; }

    /// <summary>Whether the home differs at the end from the home at the start by what the disturbance itself brought.</summary>
    public bool LeavesTraces { get; init; }

    public override string ToString() => Name;
}

using System.Collections.Generic;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop;

/// <summary>What a switch wrote.</summary>
public sealed record SwitchResult
{
    /// <summary>Whom Claude Desktop now takes its inference from.</summary>
    public required Provider Provider { get; init; }

    /// <summary>Our profile, whether or not it exists now.</summary>
    public required string ProfilePath { get; init; }

    /// <summary>The profile that is applied now; null for none.</summary>
    public string? AppliedId { get; init; }

    /// <summary>The profile of another program that was applied before ours; <c>Restore-CDOfficial -Previous</c> applies it again.</summary>
    public string? PreviousAppliedId { get; init; }

    /// <summary>The files of Claude Desktop that changed, in the order in which they were written. Empty where everything was as it should be.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>
    /// Whether Claude Desktop must be quit fully and started again to see this change, since it reads its files only at launch: its files
    /// changed, and it runs, or nobody can tell whether it does. An app that does not run needs no restart.
    /// </summary>
    public bool RestartRequired { get; init; }

    /// <summary>Why the provider's key stands in the profile in plain text; null where it does not.</summary>
    public string? PlainTextKeyReason { get; init; }

    public override string ToString() => Provider.Name;
}

using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>What became of one candidate of an import. Carries no key.</summary>
public sealed record ImportResult
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ImportOutcome Outcome { get; init; }

    /// <summary>Why it was skipped or kept, or what is still to be done; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The file that it was read from.</summary>
    public required string Source { get; init; }

    /// <summary>The provider as it stands now; null where it was skipped.</summary>
    public Provider? Provider { get; init; }

    public override string ToString() => $"{Name}: {Outcome}";
}

namespace ClaudeDesktop.Desktop;

/// <summary>What a new local token changed. Holds no token.</summary>
public sealed record TokenResetResult
{
    /// <summary>Our profile, whether or not it exists.</summary>
    public required string ProfilePath { get; init; }

    /// <summary>Whether the profile holds the new token now; not where no mapped provider is active.</summary>
    public bool ProfileChanged { get; init; }

    /// <summary>Whether Claude Desktop must be quit fully and started again: it reads its profile only at launch, and the old token is refused from now on.</summary>
    public bool RestartRequired => ProfileChanged;

    public override string ToString() => ProfileChanged ? "New token in the store and the profile" : "New token in the store";
}

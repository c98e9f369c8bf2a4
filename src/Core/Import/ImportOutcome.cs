namespace ClaudeDesktop.Import;

/// <summary>What became of something that could be imported.</summary>
public enum ImportOutcome
{
    /// <summary>A provider was added.</summary>
    Imported,

    /// <summary>A provider of the same id took the source's settings, since that was asked for.</summary>
    Updated,

    /// <summary>A provider of the same id is there and stayed as it was.</summary>
    Kept,

    /// <summary>No provider can be made of it; the reason says why.</summary>
    Skipped,
}

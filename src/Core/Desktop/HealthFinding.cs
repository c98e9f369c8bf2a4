namespace ClaudeDesktop.Desktop;

/// <summary>One thing that <c>Test-CDProfile</c> has to say.</summary>
public sealed record HealthFinding
{
    public required HealthCode Code { get; init; }

    public required HealthSeverity Severity { get; init; }

    /// <summary>What is so, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; empty where nothing is to be done.</summary>
    public string RecommendedAction { get; init; } = "";

    /// <summary>Whether writing the profile anew (<c>Enable-CDProvider</c>) puts it right.</summary>
    public bool Repairable { get; init; }

    /// <summary>The file that it is about, if any.</summary>
    public string? Path { get; init; }

    public override string ToString() => $"{Code}: {Message}";
}

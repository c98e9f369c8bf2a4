using ClaudeDesktop.Desktop.Health;

namespace ClaudeDesktop.Desktop.Repair;

/// <summary>What <c>Repair-CDProfile</c> did about one finding.</summary>
public sealed record RepairResult
{
    public required HealthCode Code { get; init; }

    public required HealthSeverity Severity { get; init; }

    public required RepairOutcome Outcome { get; init; }

    /// <summary>What was so, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What is still to be done about it; empty where nothing is.</summary>
    public string RecommendedAction { get; init; } = "";

    /// <summary>The file that it is about, if any.</summary>
    public string? Path { get; init; }

    /// <summary>Whether Claude Desktop must be quit fully and started again to see the repair.</summary>
    public bool RestartRequired { get; init; }

    public override string ToString() => $"{Outcome} {Code}: {Message}";

    internal static RepairResult Of(HealthFinding finding, RepairOutcome outcome, string action, bool restartRequired = false) => new()
    {
        Code = finding.Code,
        Severity = finding.Severity,
        Outcome = outcome,
        Message = finding.Message,
        RecommendedAction = action,
        Path = finding.Path,
        RestartRequired = restartRequired,
    };
}

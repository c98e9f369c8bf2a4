namespace ClaudeDesktop.Desktop.Health;

/// <summary>One thing that <c>Test-CDProfile</c> has to say.</summary>
public sealed record HealthFinding
{
    /// <summary>What to do where the profile is to be written anew.</summary>
    internal const string WriteAnew = "Write the profile anew: Repair-CDProfile. Then quit Claude Desktop fully and start it again.";

    public required HealthCode Code { get; init; }

    public required HealthSeverity Severity { get; init; }

    /// <summary>What is so, in one sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; empty where nothing is to be done.</summary>
    public string RecommendedAction { get; init; } = "";

    /// <summary>Whether writing the profile anew puts it right.</summary>
    public bool Repairable { get; init; }

    /// <summary>The file that it is about, if any.</summary>
    public string? Path { get; init; }

    /// <summary>The home folder of the user whom it is about, where that is not the one who asked.</summary>
    public string? UserProfilePath { get; init; }

    public override string ToString() => $"{Code}: {Message}";

    /// <summary>A finding of a code, as grave and as repairable as the catalog says of it.</summary>
    internal static HealthFinding Of(HealthCode code, string message, string action, string? path = null)
    {
        var row = HealthCatalog.Of(code);
        return new HealthFinding { Code = code, Severity = row.Severity, Message = message, RecommendedAction = action, Repairable = row.Repairable, Path = path };
    }
}

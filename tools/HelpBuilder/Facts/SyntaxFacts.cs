namespace ClaudeDesktop.HelpBuilder.Facts;

/// <summary>A parameter set as a line of syntax, without the command's name.</summary>
internal sealed record SyntaxFacts
{
    public required string Set { get; init; }

    public bool IsDefault { get; init; }

    public required string Line { get; init; }
}

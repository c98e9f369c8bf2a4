namespace ClaudeDesktop.HelpBuilder.Facts;

/// <summary>What a parameter is in one of its sets.</summary>
internal sealed record SetFacts
{
    public const string All = "(All)";

    public string Name { get; init; } = All;

    public string Position { get; init; } = "Named";

    public bool IsRequired { get; init; }

    public bool ValueFromPipeline { get; init; }

    public bool ValueFromPipelineByPropertyName { get; init; }

    public bool ValueFromRemainingArguments { get; init; }
}

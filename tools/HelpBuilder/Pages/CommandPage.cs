using System.Collections.Generic;

namespace ClaudeDesktop.HelpBuilder.Pages;

/// <summary>A cmdlet's page: what a person wrote, as Markdown, and what follows from the code.</summary>
internal sealed record CommandPage
{
    public required string Name { get; init; }

    /// <summary>The lines between the two rules at the top.</summary>
    public string FrontMatter { get; init; } = "";

    public string Synopsis { get; init; } = "";

    public IReadOnlyList<SyntaxPart> Syntax { get; init; } = [];

    public string Aliases { get; init; } = "";

    public string Description { get; init; } = "";

    public IReadOnlyList<NamedPart> Examples { get; init; } = [];

    public IReadOnlyList<ParameterPart> Parameters { get; init; } = [];

    public string CommonParameters { get; init; } = "";

    public IReadOnlyList<NamedPart> Inputs { get; init; } = [];

    public IReadOnlyList<NamedPart> Outputs { get; init; } = [];

    public string Notes { get; init; } = "";

    public string Links { get; init; } = "";
}

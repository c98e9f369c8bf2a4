using System.Collections.Generic;

namespace ClaudeDesktop.HelpBuilder.Facts;

/// <summary>What PowerShell says of a command: see tools/Get-CommandFacts.ps1.</summary>
internal sealed record CommandFacts
{
    public required string Name { get; init; }

    public required string HelpFile { get; init; }

    public required string Module { get; init; }

    public string HelpUri { get; init; } = "";

    public IReadOnlyList<SyntaxFacts> Syntax { get; init; } = [];

    public IReadOnlyList<ParameterFacts> Parameters { get; init; } = [];

    /// <summary>What the page says of the parameters that every cmdlet has, in lines.</summary>
    public IReadOnlyList<string> CommonParameters { get; init; } = [];

    public IReadOnlyList<string> Inputs { get; init; } = [];

    public IReadOnlyList<string> Outputs { get; init; } = [];
}

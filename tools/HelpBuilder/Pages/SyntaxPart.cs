namespace ClaudeDesktop.HelpBuilder.Pages;

/// <summary>A parameter set, and the lines of its syntax.</summary>
internal sealed record SyntaxPart(string Set, bool IsDefault, string Code);

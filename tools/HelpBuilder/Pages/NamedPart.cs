namespace ClaudeDesktop.HelpBuilder.Pages;

/// <summary>A heading and the Markdown below it.</summary>
internal sealed record NamedPart(string Name, string Text);

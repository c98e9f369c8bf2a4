using ClaudeDesktop.HelpBuilder.Facts;

namespace ClaudeDesktop.HelpBuilder.Pages;

/// <summary>A parameter: what a person says of it, and what the code does.</summary>
internal sealed record ParameterPart(string Name, string Text, ParameterFacts Facts);

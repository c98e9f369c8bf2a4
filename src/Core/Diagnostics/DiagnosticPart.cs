namespace ClaudeDesktop.Diagnostics;

/// <summary>One file of a diagnostic archive.</summary>
/// <param name="Name">Its name in the archive.</param>
/// <param name="Text">What it says, secrets taken out.</param>
public sealed record DiagnosticPart(string Name, string Text);

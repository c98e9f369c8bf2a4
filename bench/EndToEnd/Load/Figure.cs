namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>One row of the table.</summary>
internal sealed record Figure(string Name, FigureKind Kind);

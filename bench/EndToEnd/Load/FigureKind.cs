namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>How a figure compares.</summary>
internal enum FigureKind
{
    /// <summary>Milliseconds, of which what a direct call takes is taken away.</summary>
    Added,

    /// <summary>So many a second: more is better.</summary>
    Rate,

    /// <summary>As it stands: memory, processor time.</summary>
    Plain,
}

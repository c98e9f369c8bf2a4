namespace ClaudeDesktop.Providers;

/// <summary>The place that a model takes in Claude Desktop's picker: the Claude family that it stands in for.</summary>
public enum ModelRole
{
    Sonnet,
    Opus,
    Haiku,
    Fable,
}

namespace ClaudeDesktop.Storage;

public enum SystemKind
{
    Windows,
    MacOS,
    Linux,

    /// <summary>A system on which Claude Desktop does not exist.</summary>
    Other,
}

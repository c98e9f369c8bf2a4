namespace ClaudeDesktop.Import;

/// <summary>Whose providers are imported.</summary>
public enum ImportSource
{
    /// <summary>Claude Code's settings files.</summary>
    ClaudeCode,

    /// <summary>The provider database of cc-switch.</summary>
    CcSwitch,
}

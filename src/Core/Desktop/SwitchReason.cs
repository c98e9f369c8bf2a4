namespace ClaudeDesktop.Desktop;

/// <summary>Why Claude Desktop's files were changed.</summary>
public enum SwitchReason
{
    /// <summary>Claude Desktop was switched to a provider.</summary>
    Enable,

    /// <summary>Official mode was restored, or the profile of another program.</summary>
    Restore,

    /// <summary>What another program or a crash had done was put right.</summary>
    Repair,

    /// <summary>The active provider was changed, and the profile with it.</summary>
    Change,

    /// <summary>An earlier state was brought back.</summary>
    BringBack,
}

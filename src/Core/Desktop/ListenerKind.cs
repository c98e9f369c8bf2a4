namespace ClaudeDesktop.Desktop;

/// <summary>Who answers on the gateway's port.</summary>
public enum ListenerKind
{
    Nobody,

    /// <summary>This user's own gateway.</summary>
    Ours,

    /// <summary>Another program, or another user's gateway.</summary>
    Foreign,
}

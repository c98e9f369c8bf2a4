namespace ClaudeDesktop.Desktop.Policy;

/// <summary>Whom a managed policy is for.</summary>
public enum PolicyScope
{
    /// <summary>There is no policy.</summary>
    None,

    /// <summary>One user.</summary>
    User,

    /// <summary>Everybody on the machine.</summary>
    Machine,
}

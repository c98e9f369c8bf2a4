namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Who started a gateway.</summary>
public enum GatewayOrigin
{
    /// <summary>Nobody: none runs there.</summary>
    None,

    /// <summary>This shell, as a job.</summary>
    Job,

    /// <summary>Another shell of this user, or one that runs it in its foreground.</summary>
    OtherShell,

    /// <summary>The operating system, at logon.</summary>
    Registration,

    /// <summary>Somebody else: it is not this user's gateway.</summary>
    Foreign,
}

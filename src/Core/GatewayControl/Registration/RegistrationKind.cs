namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What of the operating system starts a registered gateway.</summary>
public enum RegistrationKind
{
    /// <summary>Windows' Task Scheduler.</summary>
    TaskScheduler,

    /// <summary>An agent of macOS's launchd.</summary>
    LaunchAgent,

    /// <summary>A unit of the user's systemd.</summary>
    Systemd,
}

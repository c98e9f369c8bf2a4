namespace ClaudeDesktop.Desktop;

/// <summary>Everything that <c>Test-CDProfile</c> can find. The names stay.</summary>
public enum HealthCode
{
    /// <summary>Nothing is wrong.</summary>
    Healthy,

    /// <summary>Claude Desktop does not exist for this system.</summary>
    PlatformUnsupported,

    /// <summary>A listed model name would make Claude Desktop drop the whole list.</summary>
    UnsafeModelName,

    /// <summary>The mapped provider has no route, so there is no model to offer.</summary>
    RouteMissing,

    /// <summary>The profile holds no token for the gateway.</summary>
    GatewayTokenMissing,

    /// <summary>The profile points somewhere else than the active provider needs.</summary>
    BaseUrlMismatch,

    /// <summary>Another profile is applied, or none.</summary>
    NotApplied,

    /// <summary>Claude Desktop's settings choose Claude.ai.</summary>
    DeploymentModeOfficial,

    /// <summary>The active provider's profile is gone.</summary>
    ProfileMissing,

    /// <summary>A file of Claude Desktop's or of this module cannot be read.</summary>
    ProfileUnreadable,

    /// <summary>The profile differs from what the active provider needs.</summary>
    ProfileDrift,

    /// <summary>The profile's token is not the gateway's.</summary>
    GatewayTokenMismatch,

    /// <summary>No gateway answers where the profile points.</summary>
    GatewayNotRunning,

    /// <summary>Another program answers where the gateway should.</summary>
    PortTaken,

    /// <summary>A switch was cut short.</summary>
    SwitchInterrupted,

    /// <summary>The active provider's key is missing.</summary>
    ProviderKeyMissing,
}

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Everything that <c>Test-CDProfile</c> can find. The names stay; <see cref="HealthCatalog"/> says what each means.</summary>
public enum HealthCode
{
    Healthy,
    PlatformUnsupported,
    UnsafeModelName,
    RouteMissing,
    GatewayTokenMissing,
    BaseUrlMismatch,
    ManagedPolicyWins,
    NotApplied,
    DeploymentModeOfficial,
    ProfileMissing,
    ProfileUnreadable,
    ProfileDrift,
    GatewayTokenMismatch,
    DeprecatedKey,
    GatewayNotRunning,
    PortTaken,
    PortReserved,
    PackagedPathMismatch,
    LegacyLocation,
    AppNotRestarted,
    ClaudeCodeLoginLeftover,
    KeyInProfile,
    SwitchInterrupted,
    AppMissing,
    AppTooOld,
    NeedsUserContext,
    ProviderKeyMissing,
}

namespace ClaudeDesktop;

/// <summary>Every way in which the domain says no. The names are the module's error ids and stay.</summary>
public enum ErrorCode
{
    ProviderNotFound,
    ProviderAlreadyExists,
    ProviderInvalid,
    ProviderIsActive,
    ProviderIsOfficial,
    ProviderKeyMissing,
    ApiFormatUnsupported,
    PresetNotFound,
    MoreThanOneProvider,
    PreviousProfileMissing,
    FileUnreadable,
    FileIsLink,
    FileReadOnly,
    FileAccessDenied,
    FileChangedMeanwhile,
    FileWriteFailed,
    StoreBusy,
    StoreTooNew,
    SwitchFailed,
    SwitchInterrupted,
    PlatformUnsupported,
    GatewayHostNotFound,
    GatewayPortTaken,
    GatewayAlreadyRunning,
    GatewayStartFailed,
    GatewayStopFailed,
    GatewayNotRunning,
}

using System;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Gateway;

namespace ClaudeDesktop.Cmdlets;

/// <summary>Every error record of the module is made here: its id, its category, its target and what to do.</summary>
internal static class Errors
{
    public static ErrorRecord From(ClaudeDesktopException cause) =>
        Make(cause, cause.Code.ToString(), CategoryOf(cause.Code), cause.Target, cause.RecommendedAction);

    /// <summary>A failure of the disk that nobody foresaw.</summary>
    public static ErrorRecord FromDisk(Exception cause) => Make(
        cause,
        cause is UnauthorizedAccessException ? nameof(ErrorCode.FileAccessDenied) : nameof(ErrorCode.FileWriteFailed),
        cause is UnauthorizedAccessException ? ErrorCategory.PermissionDenied : ErrorCategory.WriteError,
        null,
        "Check that the disk has room and that your account may use the file that is named, and run the command again.");

    public static ErrorRecord ApiKeyGivenTwice(object target) => Make(
        new PSArgumentException("The key was given in more than one way."),
        nameof(ApiKeyGivenTwice),
        ErrorCategory.InvalidArgument,
        target,
        "Give one of -ApiKey, -Credential, -ApiKeyFromEnvironment, and -SecretName with -VaultName.");

    public static ErrorRecord SecretNameMissing(object target) => Make(
        new PSArgumentException("-VaultName says where to look, but not for what."),
        nameof(SecretNameMissing),
        ErrorCategory.InvalidArgument,
        target,
        "Give the secret's name in that vault as well, with -SecretName.");

    public static ErrorRecord ApiKeyInvalid(object target) => Make(
        new PSArgumentException("The key holds a blank or a character that no HTTP header can carry."),
        nameof(ApiKeyInvalid),
        ErrorCategory.InvalidArgument,
        target,
        "Copy the key from the vendor's page again, in one piece.");

    public static ErrorRecord SecretNeedsJson(string? path) => Make(
        new PSArgumentException("A CSV list cannot hold keys."),
        nameof(SecretNeedsJson),
        ErrorCategory.InvalidArgument,
        path,
        "Use -Format Json, or a file name that ends in .json; or leave -IncludeSecret out.");

    public static ErrorRecord PassphraseMissing(int shortest) => Make(
        new PSArgumentException($"Keys are put into a list only under a passphrase of at least {shortest} characters."),
        nameof(PassphraseMissing),
        ErrorCategory.InvalidArgument,
        null,
        "Give one with -Passphrase (Read-Host -AsSecureString).");

    public static ErrorRecord NotAGatewayJob(Job job) => Make(
        new PSArgumentException($"Job '{job.Name}' is not a gateway."),
        nameof(NotAGatewayJob),
        ErrorCategory.InvalidType,
        job,
        "Use Stop-Job for it. Get-CDGateway shows the gateway.");

    /// <summary>What a gateway that nobody told to end leaves in its job.</summary>
    public static ErrorRecord GatewayExited(GatewayChild child) => Make(
        new InvalidOperationException($"The gateway ended by itself with exit code {child.ExitCode}.{child.LastWords}"),
        nameof(GatewayExited),
        ErrorCategory.ResourceUnavailable,
        child.ProcessId,
        "Start it again with Start-CDGateway. Receive-Job shows what it logged before.");

    public static ErrorRecord GatewayLoggedError(string message) => Make(
        new InvalidOperationException(message), nameof(GatewayLoggedError), ErrorCategory.NotSpecified, null, "See the request that it belongs to: Receive-Job shows one record each.");

    internal static ErrorCategory CategoryOf(ErrorCode code) => code switch
    {
        ErrorCode.ProviderNotFound or ErrorCode.PresetNotFound or ErrorCode.PreviousProfileMissing or ErrorCode.SnapshotNotFound or ErrorCode.GatewayNotRunning
            or ErrorCode.ImportSourceMissing or ErrorCode.UserProfileNotFound or ErrorCode.EnvironmentVariableMissing
            or ErrorCode.SecretVaultUnavailable or ErrorCode.SecretNotFound => ErrorCategory.ObjectNotFound,
        ErrorCode.ProviderAlreadyExists or ErrorCode.GatewayAlreadyRunning => ErrorCategory.ResourceExists,
        ErrorCode.ProviderInvalid or ErrorCode.FileUnreadable or ErrorCode.StoreTooNew or ErrorCode.ImportSourceUnreadable => ErrorCategory.InvalidData,
        ErrorCode.ProviderIsActive or ErrorCode.ProviderIsOfficial or ErrorCode.FileIsLink or ErrorCode.SnapshotUnusable => ErrorCategory.InvalidOperation,
        ErrorCode.ProviderKeyMissing => ErrorCategory.AuthenticationError,
        ErrorCode.PassphraseWrong => ErrorCategory.SecurityError,
        ErrorCode.ExportTargetExists => ErrorCategory.ResourceExists,
        ErrorCode.ApiFormatUnsupported or ErrorCode.PlatformUnsupported => ErrorCategory.NotImplemented,
        ErrorCode.MoreThanOneProvider or ErrorCode.MoreThanOneSnapshot or ErrorCode.PresetValueInvalid => ErrorCategory.InvalidArgument,
        ErrorCode.FileReadOnly or ErrorCode.FileAccessDenied => ErrorCategory.PermissionDenied,
        ErrorCode.FileChangedMeanwhile or ErrorCode.StoreBusy => ErrorCategory.ResourceBusy,
        ErrorCode.FileWriteFailed or ErrorCode.SwitchFailed => ErrorCategory.WriteError,
        ErrorCode.SwitchInterrupted => ErrorCategory.OperationStopped,
        ErrorCode.GatewayHostNotFound or ErrorCode.SqliteMissing or ErrorCode.SecretVaultModuleMissing or ErrorCode.AppNotFound => ErrorCategory.NotInstalled,
        ErrorCode.GatewayPortTaken or ErrorCode.GatewayStartFailed or ErrorCode.AppStartFailed or ErrorCode.SecretStoreUnavailable => ErrorCategory.ResourceUnavailable,
        ErrorCode.GatewayStopFailed or ErrorCode.AppQuitFailed => ErrorCategory.CloseError,
        ErrorCode.UpstreamUnreachable => ErrorCategory.ConnectionError,
        ErrorCode.UpstreamTimeout => ErrorCategory.OperationTimeout,
        ErrorCode.UpstreamKeyRefused => ErrorCategory.AuthenticationError,
        ErrorCode.UpstreamNoCredit => ErrorCategory.QuotaExceeded,
        ErrorCode.UpstreamAddressWrong or ErrorCode.UpstreamModelUnknown => ErrorCategory.ObjectNotFound,
        ErrorCode.UpstreamRefused or ErrorCode.UpstreamAnswerUnreadable => ErrorCategory.InvalidResult,
        ErrorCode.UpstreamBusy => ErrorCategory.ResourceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "This error has no category yet."),
    };

    private static ErrorRecord Make(Exception cause, string id, ErrorCategory category, object? target, string recommendedAction) =>
        new(cause, id, category, target) { ErrorDetails = new ErrorDetails(cause.Message) { RecommendedAction = recommendedAction } };
}

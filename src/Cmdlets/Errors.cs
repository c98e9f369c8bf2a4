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

    /// <summary>The key was given in more than one way.</summary>
    /// <remarks>Give one of -ApiKey, -Credential, -ApiKeyFromEnvironment, and -SecretName with -VaultName.</remarks>
    public static ErrorRecord ApiKeyGivenTwice(object target) => Make(
        new PSArgumentException("The key was given in more than one way."),
        nameof(ApiKeyGivenTwice),
        ErrorCategory.InvalidArgument,
        target,
        "Give one of -ApiKey, -Credential, -ApiKeyFromEnvironment, and -SecretName with -VaultName.");

    /// <summary>A vault was named, but no secret in it.</summary>
    /// <remarks>Give the secret's name as well, with -SecretName.</remarks>
    public static ErrorRecord SecretNameMissing(object target) => Make(
        new PSArgumentException("-VaultName says where to look, but not for what."),
        nameof(SecretNameMissing),
        ErrorCategory.InvalidArgument,
        target,
        "Give the secret's name in that vault as well, with -SecretName.");

    /// <summary>The key holds a blank or another character that no HTTP header can carry.</summary>
    /// <remarks>Copy the key from the vendor's page again, in one piece.</remarks>
    public static ErrorRecord ApiKeyInvalid(object target) => Make(
        new PSArgumentException("The key holds a blank or a character that no HTTP header can carry."),
        nameof(ApiKeyInvalid),
        ErrorCategory.InvalidArgument,
        target,
        "Copy the key from the vendor's page again, in one piece.");

    /// <summary>Keys were to go into a CSV list, which cannot hold them.</summary>
    /// <remarks>Use -Format Json, or leave -IncludeSecret out.</remarks>
    public static ErrorRecord SecretNeedsJson(string? path) => Make(
        new PSArgumentException("A CSV list cannot hold keys."),
        nameof(SecretNeedsJson),
        ErrorCategory.InvalidArgument,
        path,
        "Use -Format Json, or a file name that ends in .json; or leave -IncludeSecret out.");

    /// <summary>Keys were to go into a list without a passphrase that is long enough.</summary>
    /// <remarks>Give one with -Passphrase (Read-Host -AsSecureString).</remarks>
    public static ErrorRecord PassphraseMissing(int shortest) => Make(
        new PSArgumentException($"Keys are put into a list only under a passphrase of at least {shortest} characters."),
        nameof(PassphraseMissing),
        ErrorCategory.InvalidArgument,
        null,
        "Give one with -Passphrase (Read-Host -AsSecureString).");

    /// <summary>The interval of the scheduled repair is too short, too long, or no whole number of minutes.</summary>
    /// <remarks>Give whole minutes as hours, minutes and seconds: -RepairInterval 1:00:00 is an hour. At least 5 minutes, at most 31 days.</remarks>
    public static ErrorRecord RepairIntervalInvalid(TimeSpan given, TimeSpan least, TimeSpan most) => Make(
        new PSArgumentException($"A repair every {given} cannot be scheduled."),
        nameof(RepairIntervalInvalid),
        ErrorCategory.InvalidArgument,
        given,
        $"Give whole minutes, at least {least.TotalMinutes:0} of them and at most {most.TotalDays:0} days, as hours, minutes and seconds: -RepairInterval 1:00:00.");

    /// <summary>The job is not a gateway.</summary>
    /// <remarks>Use Stop-Job for it. Get-CDGateway shows the gateway.</remarks>
    public static ErrorRecord NotAGatewayJob(Job job) => Make(
        new PSArgumentException($"Job '{job.Name}' is not a gateway."),
        nameof(NotAGatewayJob),
        ErrorCategory.InvalidType,
        job,
        "Use Stop-Job for it. Get-CDGateway shows the gateway.");

    /// <summary>The gateway ended by itself; the message has its exit code and last words.</summary>
    /// <remarks>Start it again with Start-CDGateway. Receive-Job shows what it logged before.</remarks>
    public static ErrorRecord GatewayExited(GatewayChild child) => Make(
        new InvalidOperationException($"The gateway ended by itself with exit code {child.ExitCode}.{child.LastWords}{child.LastLines}"),
        nameof(GatewayExited),
        ErrorCategory.ResourceUnavailable,
        child.ProcessId,
        "Start it again with Start-CDGateway. Receive-Job shows what it logged before.");

    /// <summary>The gateway logged an error, which does not end it.</summary>
    /// <remarks>See the request that it belongs to: Receive-Job shows one record each.</remarks>
    public static ErrorRecord GatewayLoggedError(string message) => Make(
        new InvalidOperationException(message), nameof(GatewayLoggedError), ErrorCategory.NotSpecified, null, "See the request that it belongs to: Receive-Job shows one record each.");

    internal static ErrorCategory CategoryOf(ErrorCode code) => code switch
    {
        ErrorCode.ProviderNotFound or ErrorCode.PresetNotFound or ErrorCode.PreviousProfileMissing or ErrorCode.SnapshotNotFound or ErrorCode.GatewayNotRunning
            or ErrorCode.ImportSourceMissing or ErrorCode.LedgerMissing or ErrorCode.UserProfileNotFound or ErrorCode.EnvironmentVariableMissing
            or ErrorCode.SecretVaultUnavailable or ErrorCode.SecretNotFound or ErrorCode.BudgetNotFound => ErrorCategory.ObjectNotFound,
        ErrorCode.ProviderAlreadyExists or ErrorCode.GatewayAlreadyRunning => ErrorCategory.ResourceExists,
        ErrorCode.ProviderInvalid or ErrorCode.FileUnreadable or ErrorCode.StoreTooNew or ErrorCode.ImportSourceUnreadable or ErrorCode.PriceListInvalid => ErrorCategory.InvalidData,
        ErrorCode.ProviderIsActive or ErrorCode.ProviderIsOfficial or ErrorCode.FileIsLink or ErrorCode.SnapshotUnusable or ErrorCode.PurgeNotConfirmed => ErrorCategory.InvalidOperation,
        ErrorCode.ProviderKeyMissing => ErrorCategory.AuthenticationError,
        ErrorCode.PassphraseWrong => ErrorCategory.SecurityError,
        ErrorCode.ExportTargetExists => ErrorCategory.ResourceExists,
        ErrorCode.ApiFormatUnsupported or ErrorCode.PlatformUnsupported => ErrorCategory.NotImplemented,
        ErrorCode.MoreThanOneProvider or ErrorCode.MoreThanOneSnapshot or ErrorCode.PresetValueInvalid or ErrorCode.BudgetInvalid => ErrorCategory.InvalidArgument,
        ErrorCode.FileReadOnly or ErrorCode.FileAccessDenied or ErrorCode.AdministratorRequired => ErrorCategory.PermissionDenied,
        ErrorCode.FileChangedMeanwhile or ErrorCode.StoreBusy or ErrorCode.GatewayInUse => ErrorCategory.ResourceBusy,
        ErrorCode.FileWriteFailed or ErrorCode.SwitchFailed => ErrorCategory.WriteError,
        ErrorCode.SwitchInterrupted => ErrorCategory.OperationStopped,
        ErrorCode.GatewayHostNotFound or ErrorCode.SqliteMissing or ErrorCode.SecretVaultModuleMissing or ErrorCode.AppNotFound or ErrorCode.RegistrationUnavailable => ErrorCategory.NotInstalled,
        ErrorCode.GatewayPortTaken or ErrorCode.GatewayStartFailed or ErrorCode.AppStartFailed or ErrorCode.SecretStoreUnavailable => ErrorCategory.ResourceUnavailable,
        ErrorCode.GatewayStopFailed or ErrorCode.AppQuitFailed => ErrorCategory.CloseError,
        ErrorCode.RegistrationFailed => ErrorCategory.InvalidResult,
        ErrorCode.UpstreamUnreachable or ErrorCode.PriceSourceRefused => ErrorCategory.ConnectionError,
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

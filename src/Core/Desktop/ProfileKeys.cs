using System.Collections.Generic;

namespace ClaudeDesktop.Desktop;

/// <summary>The keys of a Claude Desktop profile that this module writes and takes away. docs/profile-keys.md says what each is for.</summary>
public static class ProfileKeys
{
    public const string Provider = "inferenceProvider";
    public const string BaseUrl = "inferenceGatewayBaseUrl";
    public const string AuthScheme = "inferenceGatewayAuthScheme";
    public const string CredentialKind = "inferenceCredentialKind";
    public const string CredentialHelper = "inferenceCredentialHelper";
    public const string CredentialHelperTtl = "inferenceCredentialHelperTtlSec";
    public const string CredentialHelperTimeout = "inferenceCredentialHelperTimeoutSec";
    public const string ApiKey = "inferenceGatewayApiKey";
    public const string CustomHeaders = "inferenceCustomHeaders";
    public const string Models = "inferenceModels";
    public const string ModelDiscovery = "modelDiscoveryEnabled";
    public const string DisableModeChooser = "disableDeploymentModeChooser";
    public const string EgressAllowedHosts = "coworkEgressAllowedHosts";

    /// <summary>The server that a company's Claude Desktops get their settings from; never ours to write.</summary>
    internal const string BootstrapUrl = "bootstrapUrl";

    /// <summary>All of them, in the order in which a new profile has them.</summary>
    public static IReadOnlyList<string> Ours { get; } =
    [
        Provider, BaseUrl, AuthScheme, CredentialKind, CredentialHelper, CredentialHelperTtl, CredentialHelperTimeout, ApiKey, CustomHeaders, Models, ModelDiscovery, DisableModeChooser, EgressAllowedHosts,
    ];
}

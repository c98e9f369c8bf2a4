using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using System.Security;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>The settings of a provider as parameters, for the cmdlets that make or change one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ProviderSettingsCommand : ClaudeDesktopCommand
{
    private HashSet<string> _typed = [];

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsUnset]
    public ProviderMode? Mode { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsUnset]
    public ApiFormat? ApiFormat { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsUnset]
    public Uri? BaseUri { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsUnset]
    public AuthScheme? AuthScheme { get; set; }

    [Parameter]
    public SecureString? ApiKey { get; set; }

    /// <summary>The key as the password of a credential; its user name is not used.</summary>
    [Parameter]
    public PSCredential? Credential { get; set; }

    /// <summary>The name of an environment variable. It is read whenever the key is needed, and not stored.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ApiKeyFromEnvironment { get; set; }

    /// <summary>The SecretManagement vault that the key stays in; without it, the first one that has the secret.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? VaultName { get; set; }

    /// <summary>The key's name in the vault.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SecretName { get; set; }

    /// <summary>Lets keys lie in a file of mode 0600 where the system has no store that works; remembered.</summary>
    [Parameter]
    public SwitchParameter AllowFileStore { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Models")]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? Model { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Routes")]
    [AllowEmptyCollection]
    public ModelRoute[]? Route { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Headers")]
    public IDictionary? Header { get; set; }

    /// <summary>What Portkey shall know of each request, by name; an empty table takes it away.</summary>
    [Parameter]
    public IDictionary? PortkeyMetadata { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Notes { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsUnset]
    public Uri? Website { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    public string[]? Fallback { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("CoworkEgressAllowedHosts")]
    [AllowEmptyCollection]
    public string[]? CoworkEgressAllowedHost { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? CertificateThumbprint { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? RootCertificatePath { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsUnset]
    public Uri? Proxy { get; set; }

    [Parameter]
    public SwitchParameter KeepModeChooser { get; set; }

    /// <summary>Direct mode only: writes the key into Claude Desktop's profile in plain text, also where Claude Desktop could ask a helper for it.</summary>
    [Parameter]
    public SwitchParameter PlainTextKey { get; set; }

    /// <summary>What the gateway puts into the body of each request: a table, an object, or a JSON text. An empty one takes it away.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("BodyAdditions")]
    [AllowNull]
    [AllowEmptyString]
    public object? BodyAddition { get; set; }

    /// <summary>Patterns of the upstream's models that may be asked; an empty list allows all.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AllowModels")]
    [AllowEmptyCollection]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? AllowModel { get; set; }

    /// <summary>Patterns of models that may not be asked.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("DenyModels")]
    [AllowEmptyCollection]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string[]? DenyModel { get; set; }

    /// <summary>For OpenRouter: whom it passes requests on to, the best first.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyCollection]
    public string[]? ProviderOrder { get; set; }

    /// <summary>For OpenRouter: nobody outside the order is asked.</summary>
    [Parameter]
    public SwitchParameter StrictProviderOrder { get; set; }

    /// <summary>For OpenRouter: whether requests may go to somebody who keeps them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [BlankIsUnset]
    public DataPolicy? DataPolicy { get; set; }

    protected override void BeginProcessing() => _typed = [.. MyInvocation.BoundParameters.Keys];

    /// <summary>Whether a piped object only says which provider is meant, so that its own settings are no wish.</summary>
    private protected virtual bool OnlyTyped => false;

    private protected bool IsGiven(string parameter) => OnlyTyped ? _typed.Contains(parameter) : MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>What the parameters ask for, as they stand now.</summary>
    private protected virtual IEnumerable<Func<Provider, Provider>> Edits()
    {
        if (Mode is { } mode && IsGiven(nameof(Mode)))
            yield return provider => provider with { Mode = mode };
        if (ApiFormat is { } format && IsGiven(nameof(ApiFormat)))
            yield return provider => provider with { ApiFormat = format };
        if (BaseUri is { } address && IsGiven(nameof(BaseUri)))
            yield return provider => provider with { BaseUri = address };
        if (AuthScheme is { } scheme && IsGiven(nameof(AuthScheme)))
            yield return provider => provider with { AuthScheme = scheme };
        if (GivenSource() is { } source)
            yield return provider => provider with { KeySource = source };
        if (IsGiven(nameof(Model)) && Texts(Model) is var models)
            yield return provider => provider with { Models = models };
        if (IsGiven(nameof(Route)) && Routes(Route) is var routes)
            yield return provider => provider with { Routes = routes };
        if (IsGiven(nameof(Header)) && Headers(Header) is var headers)
            yield return provider => provider with { Headers = headers };
        if (IsGiven(nameof(PortkeyMetadata)) && ClaudeDesktop.Providers.PortkeyMetadata.Write(Unwrapped(PortkeyMetadata)) is var metadata)
            yield return provider => provider with { Headers = WithMetadata(provider.Headers, metadata) };
        if (IsGiven(nameof(Notes)) && Notes is var notes)
            yield return provider => provider with { Notes = string.IsNullOrWhiteSpace(notes) ? null : notes };
        if (IsGiven(nameof(Website)) && Website is var website)
            yield return provider => provider with { Website = website };
        if (IsGiven(nameof(Fallback)) && Texts(Fallback) is var fallback)
            yield return provider => provider with { Fallback = fallback };
        if (IsGiven(nameof(CoworkEgressAllowedHost)) && Texts(CoworkEgressAllowedHost) is var hosts)
            yield return provider => provider with { CoworkEgressAllowedHosts = hosts };
        if (IsGiven(nameof(CertificateThumbprint)) && ConnectionRules.Normalize(CertificateThumbprint) is var thumbprint)
            yield return provider => provider with { CertificateThumbprint = thumbprint };
        if (IsGiven(nameof(RootCertificatePath)) && WholePath(RootCertificatePath) is var roots)
            yield return provider => provider with { RootCertificatePath = roots };
        if (IsGiven(nameof(Proxy)) && Proxy is var proxy)
            yield return provider => provider with { Proxy = proxy };
        if (IsGiven(nameof(KeepModeChooser)) && KeepModeChooser.IsPresent is var keep)
            yield return provider => provider with { KeepModeChooser = keep };
        if (IsGiven(nameof(PlainTextKey)) && PlainTextKey.IsPresent is var plain)
            yield return provider => provider with { PlainTextKey = plain };
        foreach (var edit in PolicyEdits())
            yield return edit;
    }

    private IEnumerable<Func<Provider, Provider>> PolicyEdits()
    {
        if (IsGiven(nameof(BodyAddition)) && JsonObject.Write(BodyAddition) is var additions)
            yield return provider => provider with { BodyAdditions = additions };
        if (IsGiven(nameof(AllowModel)) && Texts(AllowModel) is var allowed)
            yield return provider => provider with { AllowModels = allowed };
        if (IsGiven(nameof(DenyModel)) && Texts(DenyModel) is var denied)
            yield return provider => provider with { DenyModels = denied };
        if (IsGiven(nameof(ProviderOrder)) && Texts(ProviderOrder) is var order)
            yield return provider => provider with { ProviderOrder = order };
        if (IsGiven(nameof(StrictProviderOrder)) && StrictProviderOrder.IsPresent is var strict)
            yield return provider => provider with { StrictProviderOrder = strict };
        if (IsGiven(nameof(DataPolicy)) && DataPolicy is var policy)
            yield return provider => provider with { DataPolicy = policy };
    }

    /// <summary>The key that was given, or null.</summary>
    private protected string? GivenKey(string providerName)
    {
        if (new[] { ApiKey is not null, Credential is not null, IsText(ApiKeyFromEnvironment), IsText(SecretName) || IsText(VaultName) }.Count(given => given) > 1)
            throw new ErrorRecordException(Errors.ApiKeyGivenTwice(providerName));
        if (IsText(VaultName) && !IsText(SecretName))
            throw new ErrorRecordException(Errors.SecretNameMissing(providerName));
        var key = (ApiKey ?? Credential?.Password) is { } secret ? SecretText.Read(secret) : "";
        return key.Length == 0 ? null : SecretText.IsSendable(key) ? key : throw new ErrorRecordException(Errors.ApiKeyInvalid(providerName));
    }

    private KeySource? GivenSource() =>
        IsText(ApiKeyFromEnvironment) ? KeySource.FromEnvironment(ApiKeyFromEnvironment!.Trim())
        : IsText(SecretName) ? KeySource.FromVault(IsText(VaultName) ? VaultName!.Trim() : null, SecretName!.Trim())
        : null;

    /// <summary>Settles that a file will do, where that was allowed.</summary>
    private protected void AllowFileStoreIfAsked()
    {
        if (AllowFileStore)
            Context.AllowFileStore();
    }

    private protected void WarnIfVariableMissing(Provider provider)
    {
        if (provider.KeySource.Variable is { } variable && Context.Keys.Find(provider) is null)
            WriteWarning($"The variable {variable} is not set here. It must be where the key is needed: in the shell that starts the gateway, or in direct mode in the one that switches.");
    }

    private static bool IsText(string? text) => !string.IsNullOrWhiteSpace(text);

    private string? WholePath(string? path) => string.IsNullOrWhiteSpace(path) ? null : GetUnresolvedProviderPathFromPSPath(path);

    private static List<string> Texts(string[]? texts) => [.. (texts ?? []).Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.Trim())];

    private static List<ModelRoute> Routes(ModelRoute[]? routes) =>
        [.. (routes ?? []).Select(route => string.IsNullOrWhiteSpace(route.RouteId) ? route with { RouteId = ModelRoles.DefaultRouteId(route.Role) } : route)];

    // A value that came down a pipeline may still be wrapped.
    private static Hashtable Unwrapped(IDictionary? table)
    {
        var plain = new Hashtable();
        foreach (DictionaryEntry item in table ?? new Hashtable())
            plain[item.Key] = item.Value is PSObject wrapped ? wrapped.BaseObject : item.Value;
        return plain;
    }

    private static Dictionary<string, string> WithMetadata(IReadOnlyDictionary<string, string> headers, string? metadata)
    {
        var changed = headers.ToDictionary(header => header.Key, header => header.Value, StringComparer.OrdinalIgnoreCase);
        changed.Remove(ClaudeDesktop.Providers.PortkeyMetadata.Header);
        if (metadata is not null)
            changed[ClaudeDesktop.Providers.PortkeyMetadata.Header] = metadata;
        return changed;
    }

    private static Dictionary<string, string> Headers(IDictionary? headers)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry header in headers ?? new Hashtable())
            texts[LanguagePrimitives.ConvertTo<string>(header.Key)] = LanguagePrimitives.ConvertTo<string>(header.Value) ?? "";
        return texts;
    }
}

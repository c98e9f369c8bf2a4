using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Adds a provider, from a preset or described from scratch.</summary>
[Cmdlet(VerbsCommon.New, "CDProvider", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "New-CDProvider.md")]
[OutputType(typeof(Provider))]
public sealed class NewCDProviderCommand : ProviderSettingsCommand
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Id { get; set; }

    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PresetCompleter))]
    public string? Preset { get; set; }

    /// <summary>The name of your resource, where the preset's address needs one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Resource { get; set; }

    /// <summary>Your region, where the preset's address needs one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Region { get; set; }

    protected override void ProcessRecord() => PerItem(() =>
    {
        var changes = new ProviderChanges(Context);
        var provider = Edits().Aggregate(Base(changes), (current, edit) => edit(current));
        ProviderRules.Check(provider);
        if (Context.Store.Read().Find(provider.Id) is not null)
            throw ProviderErrors.AlreadyExists(provider.Id);
        var key = GivenKey(provider.Name);
        if (!ShouldProcess($"Provider '{provider.Name}' ({provider.Id})", "Add"))
            return;
        var isKeyMissing = key is null && provider.KeySource.Kind == KeySourceKind.Store && provider.AuthScheme != ClaudeDesktop.Providers.AuthScheme.None;
        if (isKeyMissing && KeyPrompt.IsForbidden(Host))
            throw ProviderErrors.KeyNotGiven(provider);
        AllowFileStoreIfAsked();
        if (isKeyMissing)
            key = AskForKey(provider);
        WriteObject(changes.Add(provider, key));
        WarnIfVariableMissing(provider);
    });

    private Provider Base(ProviderChanges changes)
    {
        var name = Name.Trim();
        var id = string.IsNullOrWhiteSpace(Id) ? changes.FreeId(name) : Id!.Trim();
        if (string.IsNullOrWhiteSpace(Preset))
            return PresetValues().Count == 0 ? Blank(id, name) : throw ProviderErrors.PresetValuesWithoutPreset(PresetValues().Keys);
        var preset = Presets.Get(Preset!.Trim());
        return preset.Create(id, name, Mode, BaseUri ?? PresetAddress.Fill(preset, PresetValues()));
    }

    private Dictionary<string, string> PresetValues()
    {
        var values = new Dictionary<string, string>();
        if (!string.IsNullOrWhiteSpace(Resource))
            values[nameof(Resource)] = Resource!.Trim();
        if (!string.IsNullOrWhiteSpace(Region))
            values[nameof(Region)] = Region!.Trim();
        return values;
    }

    private Provider Blank(string id, string name) => new()
    {
        Id = id,
        Name = name,
        Mode = Route is { Length: > 0 } || ApiFormat is not (null or ClaudeDesktop.Providers.ApiFormat.AnthropicMessages) ? ProviderMode.Mapped : ProviderMode.Direct,
        AuthScheme = ApiFormat == ClaudeDesktop.Providers.ApiFormat.Gemini ? ClaudeDesktop.Providers.AuthScheme.GoogleApiKey : ClaudeDesktop.Providers.AuthScheme.Bearer,
    };

    private string? AskForKey(Provider provider)
    {
        ApiKey = KeyPrompt.Ask(Host, $"Key for '{provider.Name}' (press Enter to add it later)");
        var key = GivenKey(provider.Name);
        ApiKey = null;
        if (key is null)
            WriteWarning($"Provider '{provider.Name}' has no key yet. Add it with: Set-CDProvider {provider.Id} -ApiKey (Read-Host -AsSecureString)");
        return key;
    }
}

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
        if (key is null && provider.AuthScheme != ClaudeDesktop.Providers.AuthScheme.None)
            key = AskForKey(provider);
        WriteObject(changes.Add(provider, key));
    });

    private Provider Base(ProviderChanges changes)
    {
        var name = Name.Trim();
        var id = string.IsNullOrWhiteSpace(Id) ? changes.FreeId(name) : Id!.Trim();
        return string.IsNullOrWhiteSpace(Preset) ? Blank(id, name) : FromPreset(id, name, Presets.Get(Preset!.Trim()));
    }

    private Provider Blank(string id, string name) => new()
    {
        Id = id,
        Name = name,
        Mode = Route is { Length: > 0 } || ApiFormat is not (null or ClaudeDesktop.Providers.ApiFormat.AnthropicMessages) ? ProviderMode.Mapped : ProviderMode.Direct,
        AuthScheme = ApiFormat == ClaudeDesktop.Providers.ApiFormat.Gemini ? ClaudeDesktop.Providers.AuthScheme.GoogleApiKey : ClaudeDesktop.Providers.AuthScheme.Bearer,
    };

    // Another mode than the preset's cannot use the preset's models.
    private Provider FromPreset(string id, string name, Preset preset) => new()
    {
        Id = id,
        Name = name,
        Mode = preset.Mode,
        ApiFormat = preset.ApiFormat,
        BaseUri = preset.BaseUri,
        AuthScheme = preset.AuthScheme,
        Models = Mode is null || Mode == preset.Mode ? preset.Models : [],
        Routes = Mode is null || Mode == preset.Mode ? preset.Routes : [],
        Website = preset.Website,
        Preset = preset.Name,
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

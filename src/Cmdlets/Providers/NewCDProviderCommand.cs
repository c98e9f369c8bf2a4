using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Live;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Adds a provider, from a preset or described from scratch.</summary>
[Cmdlet(VerbsCommon.New, "CDProvider", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "New-CDProvider.md")]
[OutputType(typeof(Provider))]
public sealed class NewCDProviderCommand : ProviderSettingsCommand, IDisposable
{
    private OllamaPreparation? _ollama;

    /// <summary>The provider's name; without it, the preset's.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
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

    /// <summary>Has Ollama download the models that it lacks. They can have many gigabytes; Ctrl+C ends it, and another try goes on from there.</summary>
    [Parameter]
    public SwitchParameter Pull { get; set; }

    /// <summary>Makes models of Ollama's that have room for so many tokens, and takes those.</summary>
    [Parameter]
    [ValidateRange(4096, 4 * 1024 * 1024)]
    public int ContextLength { get; set; }

    public void Dispose() => _ollama?.Dispose();

    protected override void StopProcessing()
    {
        base.StopProcessing();
        _ollama?.Cancel();
    }

    protected override void ProcessRecord() => PerItem(() =>
    {
        var changes = new ProviderChanges(Context);
        var provider = Edits().Aggregate(Base(changes), (current, edit) => edit(current));
        ProviderRules.Check(provider);
        if (Context.Store.Read().Find(provider.Id) is not null)
            throw ProviderErrors.AlreadyExists(provider.Id);
        IReadOnlyList<UpstreamModel> models = [];
        if (_ollama is { } ollama)
            (provider, models) = ollama.Prepare(provider, chooses: Route is not { Length: > 0 });
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
        Keep(provider, models);
        WarnIfVariableMissing(provider);
    });

    private Provider Base(ProviderChanges changes)
    {
        _ollama?.Dispose();
        _ollama = OllamaPreparation.IsFor(Preset) ? new OllamaPreparation(this, Context) { Pulls = Pull, ContextLength = ContextLength } : null;
        if (_ollama is null && (Pull || ContextLength > 0))
            throw ProviderErrors.OnlyForOllama();
        var name = Name.Trim() is { Length: > 0 } given ? given : Presets.Find(Preset?.Trim())?.Name ?? "";
        var id = string.IsNullOrWhiteSpace(Id) ? changes.FreeId(name) : Id!.Trim();
        if (string.IsNullOrWhiteSpace(Preset))
            return PresetValues().Count == 0 ? Blank(id, name) : throw ProviderErrors.PresetValuesWithoutPreset(PresetValues().Keys);
        var preset = Presets.Get(Preset!.Trim());
        return preset.Create(id, name, Mode, BaseUri ?? (_ollama is not null && PresetValues().Count == 0 ? _ollama.Address() : PresetAddress.Fill(preset, PresetValues())));
    }

    // For the prompt's sake only: where the disk does not take it, the provider is as good.
    private void Keep(Provider provider, IReadOnlyList<UpstreamModel> models)
    {
        if (models.Count == 0)
            return;
        try
        {
            new ModelCache(Context.Home, Context.Files).Keep(provider, models, Context.Clock());
        }
        catch (ClaudeDesktopException e)
        {
            WriteVerbose($"The models are not kept for completion: {e.Message}");
        }
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

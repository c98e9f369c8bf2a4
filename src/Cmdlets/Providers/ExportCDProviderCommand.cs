using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Lists;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>
/// Writes providers as a list: JSON with everything that is known of each, or CSV with a row each for a spreadsheet. Without -Path the list
/// goes down the pipeline as text. As Export-Csv does, it replaces a file that is there, unless -NoClobber. A list holds no keys, but with
/// -IncludeSecret, which seals them under a passphrase into a JSON list.
/// </summary>
/// <remarks>
/// Columns of a CSV list: Id, Name, Mode, ApiFormat, BaseUri, AuthScheme, Models; for each of Sonnet, Opus, Haiku and Fable the columns
/// Model, DisplayName and Supports1M with that name in front; Routes (JSON, only for routes that those columns cannot say); Headers (JSON, and
/// read also as Name=Value; Name=Value); Fallback, KeepModeChooser, PlainTextKey, CoworkEgressAllowedHosts, Preset, Notes, Website, KeyHint, CreatedAt,
/// UpdatedAt. Lists in a cell have semicolons. A cell that a spreadsheet could take for a formula gets an apostrophe in front.
/// </remarks>
[Cmdlet(VerbsData.Export, "CDProvider", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Export-CDProvider.md")]
[OutputType(typeof(string))]
public sealed class ExportCDProviderCommand : ClaudeDesktopCommand
{
    private const string NameSet = "Name";
    private const string IdSet = "Id";
    private const string InputObjectSet = "InputObject";
    private readonly List<Provider> _providers = [];

    /// <summary>The file to write; without it, the list is given as text.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>JSON or CSV; without it, what the file's name ends in says so, and without that it is JSON.</summary>
    [Parameter]
    public ProviderListFormat? Format { get; set; }

    [Parameter(ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ProviderNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = IdSet)]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    public string[] Id { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public Provider[] InputObject { get; set; } = [];

    /// <summary>What stands between the cells of a CSV list. Some countries' spreadsheets want a semicolon.</summary>
    [Parameter]
    public char Delimiter { get; set; } = ',';

    /// <summary>Puts the keys into the list, sealed with -Passphrase.</summary>
    [Parameter]
    public SwitchParameter IncludeSecret { get; set; }

    /// <summary>What the keys are sealed with.</summary>
    [Parameter]
    public SecureString? Passphrase { get; set; }

    /// <summary>Fails where the file is there already.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces also a file that is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private ProviderListFormat Chosen => Format ?? (Path is null ? ProviderListFormat.Json : Import.ListSource.FormatOf(Path));

    protected override void BeginProcessing() => AsAWhole(() =>
    {
        if (IncludeSecret && Chosen == ProviderListFormat.Csv)
            throw new ErrorRecordException(Errors.SecretNeedsJson(Path));
        if (IncludeSecret && (Passphrase is null || Passphrase.Length < ProviderExport.ShortestPassphrase))
            throw new ErrorRecordException(Errors.PassphraseMissing(ProviderExport.ShortestPassphrase));
    });

    protected override void ProcessRecord() => PerItem(() =>
    {
        if (ParameterSetName == InputObjectSet)
        {
            _providers.AddRange(InputObject);
            return;
        }

        var store = Context.Store.Read();
        if (Name is null && ParameterSetName == NameSet)
            _providers.AddRange(store.Providers);
        foreach (var name in Name ?? [])
            PerItem(() => _providers.AddRange(ProviderChoice.ByName(store, name)));
        foreach (var id in Id)
            PerItem(() => _providers.Add(store.Find(id) ?? throw ProviderErrors.NotFound(id)));
    });

    protected override void EndProcessing() => AsAWhole(() =>
    {
        var chosen = _providers.GroupBy(provider => provider.Id).Select(group => group.First()).ToList();
        var passphrase = IncludeSecret ? SecretText.Exactly(Passphrase!) : null;
        IEnumerable<string> Lines() => Chosen == ProviderListFormat.Csv ? ProviderExport.Csv(chosen, Delimiter) : [ProviderExport.Json(Context, chosen, passphrase)];
        if (Path is null)
        {
            WriteObject(Lines(), enumerateCollection: true);
            return;
        }

        var file = GetUnresolvedProviderPathFromPSPath(Path);
        if (ShouldProcess(file, $"Write {chosen.Count(provider => !provider.IsOfficial)} providers as {Chosen}{(IncludeSecret ? " with their keys, sealed" : "")}"))
            ProviderExport.Write(Context, file, Lines(), Chosen, NoClobber, Force);
    });
}

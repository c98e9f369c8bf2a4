using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using ClaudeDesktop.Import;
using ClaudeDesktop.Lists;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>
/// Makes providers of a list: a JSON or CSV file as Export-CDProvider writes it, objects such as those of Import-Csv and ConvertFrom-Json, or
/// the profiles of other programs in Claude Desktop's own library. With -Force a row changes what it names and leaves the rest.
/// </summary>
[Cmdlet(VerbsData.Import, "CDProvider", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Import-CDProvider.md")]
[OutputType(typeof(ImportResult))]
public sealed class ImportCDProviderCommand : ImportCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";
    private const string InputObjectSet = "InputObject";
    private const string LibrarySet = "ConfigLibrary";
    private int _objects;

    /// <summary>The files to read, with wildcards.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files to read, by their exact names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Rows: objects with the names of a provider's properties or of a list's columns. Files and texts are taken for paths.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputObjectSet)]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>Reads the profiles that other programs keep in Claude Desktop's config library.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LibrarySet)]
    public SwitchParameter FromConfigLibrary { get; set; }

    /// <summary>How the list stands in the file; without it, a name that ends in .csv says so, and any other means JSON.</summary>
    [Parameter]
    public ProviderListFormat? Format { get; set; }

    /// <summary>What the list's keys were sealed with.</summary>
    [Parameter]
    public SecureString? Passphrase { get; set; }

    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case PathSet:
                foreach (var path in Path)
                    PerItem(() => TakeFiles(Resolved(path)));
                break;
            case LiteralPathSet:
                foreach (var path in LiteralPath)
                    TakeFiles([GetUnresolvedProviderPathFromPSPath(path)]);
                break;
            case LibrarySet:
                PerItem(() => Take(ConfigLibrarySource.Read(Context)));
                break;
            default:
                foreach (var piped in InputObject)
                    TakeObject(piped);
                break;
        }
    }

    private void TakeObject(PSObject piped)
    {
        if (piped.BaseObject is FileInfo file)
            TakeFiles([file.FullName]);
        else if (piped.BaseObject is string path)
            PerItem(() => TakeFiles(Resolved(path)));
        else
            PerItem(() => Take([ListSource.Read(PipedObject.Read(piped), ++_objects)]));
    }

    // What no file answers to is an error of its item, so that the next one has its turn.
    private Collection<string> Resolved(string path)
    {
        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException)
        {
            return [GetUnresolvedProviderPathFromPSPath(path)];
        }
    }

    private void TakeFiles(IEnumerable<string> files)
    {
        foreach (var file in files.ToList())
            PerItem(() => Take(ListSource.Read(Context, file, Format, Passphrase is null ? null : SecretText.Exactly(Passphrase))));
    }
}

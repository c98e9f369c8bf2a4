using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Usage.Prices;

namespace ClaudeDesktop.Cmdlets.Usage;

/// <summary>Replaces the user's own prices by a list: every row of it, or none. What was there before is kept in a file.</summary>
[Cmdlet(VerbsData.Update, "CDPrice", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Update-CDPrice.md")]
[OutputType(typeof(PriceChange))]
public sealed class UpdateCDPriceCommand : ClaudeDesktopCommand, IDisposable
{
    private const string PathSet = "Path";
    private const string UriSet = "Uri";
    private const int MostSeconds = 600;
    private readonly CancellationTokenSource _stop = new();

    /// <summary>A file with the list, as JSON or CSV.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>An address of the list: https, or this machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet)]
    public Uri Uri { get; set; } = null!;

    /// <summary>How long fetching the list may take.</summary>
    [Parameter(ParameterSetName = UriSet)]
    [ValidateRange(1, MostSeconds)]
    public int TimeoutSec { get; set; } = (int)PriceDownload.UsualPatience.TotalSeconds;

    protected override void ProcessRecord() => PerItem(() =>
    {
        var origin = ParameterSetName == UriSet ? Uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : GetUnresolvedProviderPathFromPSPath(Path);
        var store = new PriceStore(Context.Home, Context.Files);
        var update = store.Plan(ParameterSetName == UriSet ? Fetch() : Read(origin), origin);
        if (!ShouldProcess($"Prices '{store.Path}'", $"Replace by {update.Prices.Count} prices of '{origin}': {update.Changes.Count} changes"))
            return;
        store.Apply(update);
        WriteObject(update.Changes, enumerateCollection: true);
    });

    protected override void StopProcessing() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    private byte[] Read(string path) => Context.Files.Read(path) ?? throw PriceErrors.Missing(path);

    private byte[] Fetch()
    {
        try
        {
            return Task.Run(() => PriceDownload.FetchAsync(Uri, TimeSpan.FromSeconds(TimeoutSec), _stop.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}

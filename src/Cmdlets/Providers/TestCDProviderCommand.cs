using System.Management.Automation;
using ClaudeDesktop.Live;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Asks a provider a tiny streamed question, and says what came of it. It can cost a fraction of a cent.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CDProvider", DefaultParameterSetName = NameSet, HelpUri = ProjectPage.Help + "Test-CDProvider.md")]
[OutputType(typeof(ProviderTest))]
public sealed class TestCDProviderCommand : LiveCommand
{
    private const int UsualSeconds = 120;

    /// <summary>Another model than the first that Claude Desktop would offer.</summary>
    [Parameter]
    public string? Model { get; set; }

    protected override void ProcessRecord() => ForEachTarget(provider =>
    {
        WriteVerbose($"Asking '{provider.Name}' a tiny question.");
        var model = string.IsNullOrWhiteSpace(Model) ? null : Model!.Trim();
        WriteObject(Ask(provider, UsualSeconds, (patience, stop) => new LiveTest(Context).RunAsync(provider, model, patience, stop)));
    });
}

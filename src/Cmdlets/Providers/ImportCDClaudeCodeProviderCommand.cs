using System.Management.Automation;
using ClaudeDesktop.Import;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Makes providers of what Claude Code's settings say, or cc-switch's database.</summary>
[Cmdlet(VerbsData.Import, "CDClaudeCodeProvider", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Import-CDClaudeCodeProvider.md")]
[OutputType(typeof(ImportResult))]
public sealed class ImportCDClaudeCodeProviderCommand : ImportCommand
{
    /// <summary>Whose providers to read.</summary>
    [Parameter]
    public ImportSource From { get; set; }

    /// <summary>The files to read, such as a project's or a managed settings file; without it, the source's own file.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    protected override void ProcessRecord()
    {
        var isCcSwitch = From == ImportSource.CcSwitch;
        foreach (var path in Path ?? [isCcSwitch ? CcSwitchSource.DefaultFile(Context) : ClaudeCodeSource.UserFile(Context)])
        {
            PerItem(() =>
            {
                var file = GetUnresolvedProviderPathFromPSPath(path);
                Take(isCcSwitch ? CcSwitchSource.Read(Context, file) : ClaudeCodeSource.Read(Context, file));
            });
        }
    }
}

using System.Management.Automation;
using ClaudeDesktop.Import;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Makes providers of what Claude Code's settings say.</summary>
[Cmdlet(VerbsData.Import, "CDClaudeCodeProvider", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Import-CDClaudeCodeProvider.md")]
[OutputType(typeof(ImportResult))]
public sealed class ImportCDClaudeCodeProviderCommand : ImportCommand
{
    /// <summary>The files to read, such as a project's or a managed settings file; without it, the user's own.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path ?? [ClaudeCodeSource.UserFile(Context)])
            PerItem(() => Take(ClaudeCodeSource.Read(Context, GetUnresolvedProviderPathFromPSPath(path))));
    }
}

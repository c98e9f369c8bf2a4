using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Runtime.InteropServices;
using ClaudeDesktop.Diagnostics;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Writes what a help desk asks for into one zip: versions, findings, settings without secrets, the last lines of the logs.</summary>
[Cmdlet(VerbsData.Export, "CDDiagnostic", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Export-CDDiagnostic.md")]
[OutputType(typeof(FileInfo))]
public sealed class ExportCDDiagnosticCommand : ClaudeDesktopCommand
{
    /// <summary>The zip to write; without it, one in the current folder that is named for the time.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void EndProcessing() => AsAWhole(() =>
    {
        var name = Path ?? $"ClaudeDesktop-diagnostic-{Context.Clock().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.zip";
        var file = GetUnresolvedProviderPathFromPSPath(name);
        if (!ShouldProcess(file, "Write versions, findings, settings without secrets and the last lines of the logs"))
            return;
        var report = new DiagnosticReport(Context, port => GatewayProbe.WhoListens(port, Context.Home, Context.Files), Versions());
        DiagnosticArchive.Write(Context, file, report.Parts(), Force);

        // PowerShell's own object of the file: its view of files lacks columns for one that has not been through its provider.
        WriteObject(InvokeProvider.Item.Get([file], force: true, literalPath: true), enumerateCollection: true);
    });

    private Dictionary<string, string> Versions()
    {
        var versions = new Dictionary<string, string>
        {
            ["module"] = ModuleFolder.Source.Version,
            ["moduleFolder"] = ModuleFolder.Root,
            ["dotnet"] = RuntimeInformation.FrameworkDescription,
            ["system"] = RuntimeInformation.OSDescription,
            ["processor"] = RuntimeInformation.ProcessArchitecture.ToString(),
            ["culture"] = CultureInfo.CurrentCulture.Name,
            ["languageMode"] = SessionState.LanguageMode.ToString(),
            ["host"] = Host.Name,
        };
        if (SessionState.PSVariable.GetValue("PSVersionTable") is not IDictionary table)
            return versions;
        foreach (var (key, name) in new[] { ("PSVersion", "powershell"), ("PSEdition", "powershellEdition") })
        {
            if (table[key] is { } value)
                versions[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        return versions;
    }
}

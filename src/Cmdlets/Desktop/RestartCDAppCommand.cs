using System;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Desktop.App;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Quits Claude Desktop, writes again what its quitting undid, and starts it. One that does not run is only started.</summary>
[Cmdlet(VerbsLifecycle.Restart, "CDApp", SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Restart-CDApp.md")]
[OutputType(typeof(AppRestartResult))]
public sealed class RestartCDAppCommand : ClaudeDesktopCommand
{
    /// <summary>Ends it without asking if it does not quit. On Windows it often goes on without a window when it is asked to close.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Seconds to wait for it to quit, and then again for it to start.</summary>
    [Parameter]
    [Alias("TimeoutSeconds")]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 15;

    protected override void EndProcessing() => AsAWhole(() =>
    {
        AppRestart.CheckFound(Context);
        var running = DesktopApp.Find(Context).Where(app => app.IsRunning).Select(app => app.ProcessId).ToList();
        var target = running.Count == 0 ? "Claude Desktop" : $"Claude Desktop (process {string.Join(", ", running)})";
        if (!ShouldProcess(target, running.Count == 0 ? "Start" : "Quit, write its files again where it undoes them, and start"))
            return;
        if (Context.Store.Read().Active is { } active)
            WarnIfGatewayMissing(active);
        Restarting(
            new AppRestarter(this, Context) { Force = Force, Patience = TimeSpan.FromSeconds(TimeoutSec) },
            restarter => WriteObject(restarter.Run(startStopped: true, null)));
    });
}

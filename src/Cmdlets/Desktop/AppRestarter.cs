using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;

namespace ClaudeDesktop.Cmdlets.Desktop;

/// <summary>Restarts Claude Desktop for a cmdlet: shows what is waited for, asks before it ends anything, and stops at once on Ctrl+C.</summary>
internal sealed class AppRestarter(PSCmdlet cmdlet, ModuleContext context) : IRestartWatch, IDisposable
{
    private const int QuietSteps = 10;
    private readonly CancellationTokenSource _cancelled = new();
    private int _steps;

    /// <summary>Whether an app that does not quit is ended without a question.</summary>
    public bool Force { get; init; }

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    public CancellationToken Stopped => _cancelled.Token;

    /// <summary>Gives up waiting; may come from any thread.</summary>
    public void Cancel() => _cancelled.Cancel();

    public void Dispose() => _cancelled.Dispose();

    /// <summary>Restarts the app if it runs, so that it reads what a switch wrote.</summary>
    /// <param name="switched">What the switch said of itself.</param>
    /// <param name="show">Given that where the restart fails: the switch was made nevertheless.</param>
    /// <returns>The same, with nothing left to restart.</returns>
    public SwitchResult AfterSwitch(SwitchResult switched, Action<SwitchResult> show)
    {
        try
        {
            if (Run(startStopped: false, switched) is null)
                cmdlet.WriteVerbose("Claude Desktop does not run, so there was nothing to restart.");
            return switched with { RestartRequired = false };
        }
        catch (ClaudeDesktopException)
        {
            show(switched);
            throw;
        }
    }

    public AppRestartResult? Run(bool startStopped, SwitchResult? switched)
    {
        try
        {
            return new AppRestart(context, this) { Patience = Patience }.Run(startStopped, switched);
        }
        catch (OperationCanceledException e)
        {
            // A stopped pipeline takes no warning any more; the screen does.
            cmdlet.Host?.UI?.WriteWarningLine(e.Message);
            throw new PipelineStoppedException();
        }
        finally
        {
            if (_steps > QuietSteps && !_cancelled.IsCancellationRequested)
                cmdlet.WriteProgress(new ProgressRecord(15722, "Restarting Claude Desktop", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    public void Waiting(string what)
    {
        try
        {
            if (++_steps > QuietSteps)
                cmdlet.WriteProgress(new ProgressRecord(15722, "Restarting Claude Desktop", what));
        }
        catch (PipelineStoppedException)
        {
            // Whoever waits finds that out next, and can still say how things stand.
            Cancel();
        }
    }

    public bool MayEnd(IReadOnlyList<int> processIds) => Force || KeyPrompt.Confirm(
        cmdlet,
        $"Claude Desktop was asked to quit, but still runs (process {string.Join(", ", processIds)}). What is not saved in it is lost if it is ended. End it?",
        "Restart Claude Desktop");
}

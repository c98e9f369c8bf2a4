using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Waits until the gateway that the operating system started answers.</summary>
internal sealed class RegisteredWait(PSCmdlet cmdlet, ModuleContext context, CancellationToken cancelled)
{
    private const int QuietSteps = 10;
    private const int ShownLines = 5;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <exception cref="ClaudeDesktopException">It did not answer in time.</exception>
    public RunFile UntilItAnswers(TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        var progress = new ProgressRecord(15722, "Starting the gateway", "Waiting for what the system starts");
        for (var step = 0; ; step++)
        {
            if (RunFile.All(context.Home, context.Files).FirstOrDefault(file => file.IsRegistered) is { } found
                && GatewayProbe.WhoListens(found.Port, context.Home, context.Files) == ListenerKind.Ours)
            {
                progress.RecordType = ProgressRecordType.Completed;
                cmdlet.WriteProgress(progress);
                return found;
            }

            if (cancelled.IsCancellationRequested)
                throw new PipelineStoppedException();
            if (watch.Elapsed > patience)
                throw GatewayFailures.RegisteredTooSlow(patience, LogTail.Of(context.Home.GatewayLogFile, ShownLines), context.Home.GatewayLogFile);
            if (step > QuietSteps)
                cmdlet.WriteProgress(progress);
            cancelled.WaitHandle.WaitOne(Step);
        }
    }
}

using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Starts the gateway as a job of this shell, and returns once it answers.</summary>
[Cmdlet(VerbsLifecycle.Start, "CDGateway", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Start-CDGateway.md")]
[OutputType(typeof(GatewayJob), typeof(GatewayRequest))]
public sealed class StartCDGatewayCommand : ClaudeDesktopCommand
{
    private GatewayStarter? _starter;

    /// <summary>The port to listen on; it is remembered. Without it, the remembered one, or a free one where that is taken.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>Blocks, shows the log, and ends the gateway on Ctrl+C.</summary>
    [Parameter]
    public SwitchParameter Foreground { get; set; }

    /// <summary>The one host that the gateway may run in; without it, the best one that this machine has.</summary>
    [Parameter]
    public GatewayHost GatewayHost { get; set; }

    /// <summary>With <c>-Foreground</c>: what is less grave stays out of the log file.</summary>
    [Parameter]
    public GatewayLogLevel LogLevel { get; set; }

    /// <summary>Seconds to wait for its first answer.</summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 15;

    protected override void EndProcessing() => AsAWhole(() =>
    {
        using var starter = new GatewayStarter(this, Context) 
        {
            Patience = TimeSpan.FromSeconds(TimeoutSec),
            Host = MyInvocation.BoundParameters.ContainsKey(nameof(GatewayHost)) ? GatewayHost : null,
            Log = Foreground ? LogLevel : null,
        };
        _starter = starter;
        try
        {
            Start(starter, MyInvocation.BoundParameters.ContainsKey(nameof(Port)) ? Port : null);
        }
        finally
        {
            _starter = null;
        }
    });

    protected override void StopProcessing() => _starter?.Cancel();

    private void Start(GatewayStarter starter, int? wish)
    {
        if (starter.RunningJob() is { } running)
        {
            if (Foreground || (wish is { } other && other != running.Port))
                throw GatewayFailures.AnotherJobRuns(running);
            WriteVerbose($"The gateway of this shell runs already, as job {running.Id}.");
            WriteObject(running);
            return;
        }

        var choice = starter.ChoosePort(wish);
        if (!ShouldProcess($"Gateway on port {choice.Port}", choice.IsNew ? "Start, and write the port to the profile" : "Start"))
            return;
        if (Foreground)
            RunInForeground(starter, choice);
        else
            WriteObject(starter.StartJob(choice));
    }

    private void RunInForeground(GatewayStarter starter, GatewayPortChoice choice)
    {
        // Not disposed: the thread that fills it may outlast this command.
        var lines = new BlockingCollection<GatewayLine>();
        var child = starter.Start(choice, rung => GatewayChild.Start(rung, Context.Home, lines.Add, _ => lines.CompleteAdding()));
        try
        {
            foreach (var line in lines.GetConsumingEnumerable(starter.Cancelled))
                Show(line);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            child.Stop();
            child.WaitForEnd(starter.Patience);
        }

        if (!child.IsLeaving || child.ExitCode != 0)
            throw new ErrorRecordException(Errors.GatewayExited(child));
    }

    private void Show(GatewayLine line)
    {
        if (line.Request is { } request)
            WriteObject(request);
        else if (line.Level == "Error")
            WriteError(Errors.GatewayLoggedError(line.Message ?? ""));
        else if (line.Level == "Warning")
            WriteWarning(line.Message ?? "");
        else
            WriteInformation(new HostInformationMessage { Message = JobStreams.Text(line) }, ["PSHOST", JobStreams.Tag]);
    }
}

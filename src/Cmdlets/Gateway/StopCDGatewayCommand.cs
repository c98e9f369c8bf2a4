using System;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Ends this user's gateway, whoever started it. Asks first where somebody would miss it.</summary>
[Cmdlet(VerbsLifecycle.Stop, "CDGateway", DefaultParameterSetName = PortSet, SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Stop-CDGateway.md")]
[OutputType(typeof(void))]
public sealed class StopCDGatewayCommand : ClaudeDesktopCommand
{
    private const string PortSet = "Port";
    private const string InputObjectSet = "InputObject";
    private const string JobSet = "Job";
    private GatewayEnding? _ending;

    /// <summary>Only the gateway on this port; without it, every one of this user's.</summary>
    [Parameter(Position = 0, ParameterSetName = PortSet)]
    [ValidateRange(1, 65535)]
    [ArgumentCompleter(typeof(GatewayPortCompleter))]
    public int Port { get; set; }

    /// <summary>What <c>Get-CDGateway</c> gives.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    public GatewayInfo[] InputObject { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = JobSet, ValueFromPipeline = true)]
    public Job[] Job { get; set; } = [];

    /// <summary>Asks nothing, also where Claude Desktop needs the gateway or requests are cut off.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private GatewayEnding Ending => _ending ??= new GatewayEnding(this, Context);

    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case InputObjectSet:
                foreach (var gateway in InputObject)
                    PerItem(() => Stop(gateway));
                break;
            case JobSet:
                foreach (var job in Job)
                    PerItem(() => Stop(job as GatewayJob ?? throw new ErrorRecordException(Errors.NotAGatewayJob(job))));
                break;
            case PortSet when Port != 0:
                PerItem(() => StopOn(Port, GatewayFailures.NotRunning));
                break;
            default:
                PerItem(StopAll);
                break;
        }
    }

    private void StopAll()
    {
        var ports = Ending.Jobs().Select(job => job.Port).Concat(Ending.RunFiles().Select(file => file.Port)).Distinct().ToList();
        if (ports.Count == 0 && Ending.Waiting().Count == 0)
            WriteVerbose("No gateway runs.");
        foreach (var port in ports)
            PerItem(() => StopOn(port, GatewayFailures.NotRunning));
        if (ports.Count == 0 && Ending.Waiting().Count > 0 && ShouldProcess("Gateway that waits for another to end", "Stop"))
            Ending.EndWaiting();
    }

    private void Stop(GatewayInfo gateway)
    {
        if (gateway.State != GatewayState.Stopped)
            StopOn(gateway.Port, gateway.State == GatewayState.Foreign ? GatewayFailures.NotOurs : GatewayFailures.NotRunning);
    }

    private void StopOn(int port, Func<int, ClaudeDesktopException> otherwise)
    {
        if (Ending.Jobs().FirstOrDefault(job => job.Port == port) is { } job)
            Stop(job);
        else if (Ending.RunFiles().FirstOrDefault(file => file.Port == port) is { } file)
            Stop(file);
        else
            throw otherwise(port);
    }

    private void Stop(GatewayJob job)
    {
        if (job.IsAlive && ShouldProcess($"Gateway on port {job.Port} (job {job.Id})", "Stop") && IsConfirmed(job.Port))
        {
            // Who names the job wants that one to end, and the one that waits for it to serve.
            if (ParameterSetName != JobSet)
                Ending.EndWaiting();
            GatewayEnding.End(job);
        }
    }

    private void Stop(RunFile file)
    {
        var starter = file.IsRegistered ? "registered; it starts again at the next logon" : "started by another shell";
        if (ShouldProcess($"Gateway on port {file.Port} (process {file.ProcessId}, {starter})", "Stop") && IsConfirmed(file.Port))
        {
            Ending.EndWaiting();
            Ending.End(file);
        }
    }

    private bool IsConfirmed(int port) => GatewayConfirmation.IsGiven(this, port, GatewayNeed.Of(port, Context), Force);
}

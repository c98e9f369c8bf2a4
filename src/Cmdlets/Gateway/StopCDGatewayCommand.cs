using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Ends this user's gateway, whichever shell started it.</summary>
[Cmdlet(VerbsLifecycle.Stop, "CDGateway", DefaultParameterSetName = PortSet, SupportsShouldProcess = true, HelpUri = ProjectPage.Help + "Stop-CDGateway.md")]
[OutputType(typeof(void))]
public sealed class StopCDGatewayCommand : ClaudeDesktopCommand
{
    private const string PortSet = "Port";
    private const string InputObjectSet = "InputObject";
    private const string JobSet = "Job";

    /// <summary>Only the gateway on this port; without it, every one of this user's.</summary>
    [Parameter(Position = 0, ParameterSetName = PortSet)]
    [ValidateRange(1, 65535)]
    public int Port { get; set; }

    /// <summary>What <c>Get-CDGateway</c> gives.</summary>
    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    public GatewayInfo[] InputObject { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = JobSet, ValueFromPipeline = true)]
    public Job[] Job { get; set; } = [];

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
        var ports = Jobs().Select(job => job.Port).Concat(RunFiles().Select(file => file.Port)).Distinct().ToList();
        if (ports.Count == 0)
            WriteVerbose("No gateway runs.");
        foreach (var port in ports)
            PerItem(() => StopOn(port, GatewayFailures.NotRunning));
    }

    private void Stop(GatewayInfo gateway)
    {
        if (gateway.State != GatewayState.Stopped)
            StopOn(gateway.Port, gateway.State == GatewayState.Foreign ? GatewayFailures.NotOurs : GatewayFailures.NotRunning);
    }

    private void StopOn(int port, Func<int, ClaudeDesktopException> otherwise)
    {
        if (Jobs().FirstOrDefault(job => job.Port == port) is { } job)
            Stop(job);
        else if (RunFiles().FirstOrDefault(file => file.Port == port) is { } file)
            Stop(file);
        else
            throw otherwise(port);
    }

    private void Stop(GatewayJob job)
    {
        if (!job.IsAlive || !ShouldProcess($"Gateway on port {job.Port} (job {job.Id})", "Stop"))
            return;
        job.StopJob();
        if (job.IsAlive)
            throw GatewayFailures.WouldNotEnd(job.ProcessId);
    }

    private void Stop(RunFile file)
    {
        if (ShouldProcess($"Gateway on port {file.Port} (process {file.ProcessId}, started by another shell)", "Stop"))
            OtherGateway.Stop(file, Context.Home, Context.Files);
    }

    private IEnumerable<GatewayJob> Jobs() => JobRepository.Jobs.OfType<GatewayJob>().Where(job => job.IsAlive && job.Home == Context.Home.Root);

    private IReadOnlyList<RunFile> RunFiles() => RunFile.All(Context.Home, Context.Files);
}

using System;
using System.Management.Automation;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>A gateway as a PowerShell job. Its output is one <see cref="GatewayRequest"/> a request, its other streams are the gateway's log.</summary>
public sealed class GatewayJob : Job
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private readonly object _gate = new();
    private GatewayChild? _child;
    private bool _isStopRequested;

    internal GatewayJob(string home)
        : base("Start-CDGateway", "CDGateway")
    {
        PSJobTypeName = "CDGateway";
        Home = home;
    }

    public override bool HasMoreData =>
        Output.Count > 0 || Error.Count > 0 || Warning.Count > 0 || Information.Count > 0;

    public override string Location => Port == 0 ? "127.0.0.1" : $"127.0.0.1:{Port}";

    public override string StatusMessage => _child?.Failure?.Message ?? "";

    public int Port => _child?.Ready?.Port ?? 0;

    public int ProcessId => _child?.ProcessId ?? 0;

    public DateTimeOffset? StartedAt => _child?.StartedAt;

    /// <summary>What the gateway runs in.</summary>
    public GatewayHost? Host => _child?.Host;

    public string? Version => _child?.Ready?.Version;

    /// <summary>The data folder that it serves.</summary>
    internal string Home { get; }

    internal bool IsAlive => _child is { HasEnded: false };

    internal bool IsStopping => _isStopRequested && IsAlive;

    internal void Attach(GatewayChild child)
    {
        lock (_gate)
        {
            _child = child;
            // A child may end before this line, and then the job has its last state already.
            if (JobStateInfo.State == JobState.NotStarted)
                SetJobState(JobState.Running);
        }
    }

    /// <summary>Asks the gateway to end, waits, and ends it by force if need be. May be called again at any time.</summary>
    public override void StopJob()
    {
        if (_child is not { HasEnded: false } child)
            return;
        lock (_gate)
        {
            if (!_isStopRequested)
                Enter(JobState.Stopping);
            _isStopRequested = true;
        }

        child.Stop();
        child.WaitForEnd(Patience);
    }

    internal void OnLine(GatewayLine line) => JobStreams.Add(this, line);

    // A stream closes with the job's last state, so the last error has to come before it.
    internal void OnEnd(GatewayChild child)
    {
        lock (_gate)
        {
            if (_isStopRequested)
            {
                Enter(JobState.Stopped);
            }
            else if (child.IsLeaving && child.ExitCode == 0)
            {
                Enter(JobState.Completed);
            }
            else
            {
                JobStreams.Add(Error, Errors.GatewayExited(child));
                Enter(JobState.Failed);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            StopJob();
        base.Dispose(disposing);
    }

    private void Enter(JobState state)
    {
        try
        {
            SetJobState(state);
        }
        catch (ObjectDisposedException)
        {
            // The job was removed while its gateway was on its way out.
        }
    }
}

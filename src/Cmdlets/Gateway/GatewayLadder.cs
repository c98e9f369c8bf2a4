using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Management.Automation;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Goes down the ways to start a gateway for as long as the machine forbids them, and says so.</summary>
internal sealed class GatewayLadder(PSCmdlet cmdlet, HostSystem system, GatewayHost? only, HandedKeys keys, GatewayLogLevel? log)
{
    private readonly List<string> _blocked = [];

    /// <returns>Null where the system did not let the program start, and there is another way.</returns>
    public GatewayChild? TryLaunch(int port, Func<GatewayRung, GatewayChild> launch)
    {
        var rung = Rungs(port)[_blocked.Count];
        cmdlet.WriteVerbose($"Starting the gateway by {rung.Host}: {rung.FileName}");
        try
        {
            return launch(rung);
        }
        catch (ClaudeDesktopException e) when (e.InnerException is Win32Exception cause && GatewayBlock.IsOnStart(system.Kind, cause.NativeErrorCode))
        {
            Next(e, rung.Host, e.Message, port);
            return null;
        }
    }

    /// <summary>Goes on after a host that started and came to nothing. Where there is no other, that one's failure is the error.</summary>
    public void Next(GatewayChild child, int port) =>
        Next(GatewayFailures.Exited(child), child.Host, $"ended before it answered, with exit code {child.ExitCode}.{child.LastWords}", port);

    /// <summary>Warns, once, that the gateway does not run as it was meant to.</summary>
    public void ReportBlocked(GatewayChild child)
    {
        if (_blocked.Count > 0)
            cmdlet.WriteWarning($"The gateway runs by {child.Host}, since this machine does not let it run otherwise. {string.Join(" ", _blocked)}");
    }

    private void Next(ClaudeDesktopException failure, GatewayHost host, string why, int port)
    {
        var words = $"{host}: {why.Trim().TrimEnd('.')}.";
        cmdlet.WriteVerbose(words);
        _blocked.Add(words);
        if (_blocked.Count == Rungs(port).Count)
            throw _blocked.Count == 1 ? failure : GatewayFailures.NoHostRuns(_blocked);
    }

    // The port is among the arguments; the order does not depend on it.
    private IReadOnlyList<GatewayRung> Rungs(int port) =>
        GatewayLaunchPlan.Find(system, ModuleFolder.Gateway, port, only, Path.GetDirectoryName(typeof(PSObject).Assembly.Location), keys, log).Rungs;
}

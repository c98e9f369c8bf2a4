using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>What the module says about gateways that did not come up, or did not go.</summary>
internal static class GatewayFailures
{
    /// <summary>The gateway's own words for a port that it cannot have.</summary>
    private static readonly string[] PortCodes = ["PortTaken", "PortNotAllowed"];

    public static bool IsAboutThePort(GatewayChild child) => child.Failure?.Code is { } code && Array.IndexOf(PortCodes, code) >= 0;

    public static ClaudeDesktopException PortTaken(int port, string? detail = null) => new(
        ErrorCode.GatewayPortTaken,
        detail ?? $"Another program listens on port {port}.",
        "End that program, name another port with -Port, or leave -Port away: a free one is then chosen and written to the profile.",
        port);

    public static ClaudeDesktopException AlreadyRunning(int port) => new(
        ErrorCode.GatewayAlreadyRunning,
        $"A gateway of yours runs already, on port {port}, and was not started by this shell.",
        "It serves Claude Desktop as it is. To start one here, end that one first: Stop-CDGateway.",
        port);

    public static ClaudeDesktopException AnotherJobRuns(GatewayJob job) => new(
        ErrorCode.GatewayAlreadyRunning,
        $"The gateway of this shell runs already, on port {job.Port} (job {job.Id}).",
        "End it first: Stop-CDGateway. Then start it on the other port.",
        job.Port);

    public static ClaudeDesktopException NeededForRestart(string provider, int port) => new(
        ErrorCode.GatewayNotRunning,
        $"'{provider}' is reached through the gateway, and none answers on port {port}, so Claude Desktop would start without an answer. Nothing was changed.",
        "Start it first: Start-CDGateway. Enable-CDProvider does so with -StartGateway.",
        port);

    public static ClaudeDesktopException Exited(GatewayChild child) => new(
        ErrorCode.GatewayStartFailed,
        $"The gateway ended before it answered, with exit code {child.ExitCode}.{child.LastWords}",
        "Do what its words say. If they say nothing, install the module again, and see that the ASP.NET Core 10 runtime is whole (dotnet --list-runtimes).",
        child.ProcessId);

    public static ClaudeDesktopException NoHostRuns(IEnumerable<string> blocked) => new(
        ErrorCode.GatewayStartFailed,
        $"This machine lets nothing run the gateway. {string.Join(" ", blocked)}",
        "Allow one of these programs where the machine's rules are made (AppLocker, App Control, Gatekeeper, a noexec mount), or mend its installation.",
        null);

    public static ClaudeDesktopException TooSlow(int port, TimeSpan patience) => new(
        ErrorCode.GatewayStartFailed,
        $"The gateway did not answer on port {port} within {patience.TotalSeconds:0} seconds, and was ended.",
        "Give it longer with -TimeoutSec, and see whether a firewall or a security program holds it back.",
        port);

    public static ClaudeDesktopException RegisteredTooSlow(TimeSpan patience, IReadOnlyList<string> lastLines, string logFile) => new(
        ErrorCode.GatewayStartFailed,
        $"The gateway was registered, but did not answer within {patience.TotalSeconds:0} seconds.{(lastLines.Count == 0 ? " It wrote no log." : " Its log ended with: " + string.Join(" | ", lastLines))}",
        $"See '{logFile}' and what the system says of it (Get-Help Register-CDGateway names the commands), or give it longer with -TimeoutSec.",
        logFile);

    public static ClaudeDesktopException InUse(int port, IReadOnlyList<string> needs) => new(
        ErrorCode.GatewayInUse,
        $"{string.Join(" ", needs)} Nobody is there to be asked, so it was left running.",
        "Give -Force to stop it all the same.",
        port);

    public static ClaudeDesktopException NotRunning(int port) => new(
        ErrorCode.GatewayNotRunning, $"No gateway of yours runs on port {port}.", "Get-CDGateway shows what runs.", port);

    public static ClaudeDesktopException NotOurs(int port) => new(
        ErrorCode.GatewayStopFailed,
        $"What listens on port {port} is another program, or another user's gateway. It was left alone.",
        "End it by its own means, or start the gateway beside it: Start-CDGateway takes a free port.",
        port);

    public static ClaudeDesktopException WouldNotEnd(int processId, Exception? cause = null) => new(
        ErrorCode.GatewayStopFailed,
        $"The gateway (process {processId}) could not be ended{(cause is null ? "" : ": " + cause.Message)}.",
        $"End it yourself: Stop-Process -Id {processId} -Force.",
        processId,
        cause);
}

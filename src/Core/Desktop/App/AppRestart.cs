using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>
/// Quits Claude Desktop, waits until all of it is gone, writes the switch again, and starts it. The app saves its settings while it quits,
/// from what it read at its start, so a switch that was made while it ran is undone by its own quitting.
/// </summary>
public sealed class AppRestart(ModuleContext context, IRestartWatch watch)
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the app may take to quit, and then again to start.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Fails where no app is found that could be restarted.</summary>
    public static void CheckFound(ModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.App.Read().Count == 0)
            throw AppErrors.NotFound(context);
    }

    /// <param name="startStopped">Whether an app that does not run is started.</param>
    /// <param name="switched">The switch that the restart is for; null for the one that was made before.</param>
    /// <returns>What was done; null where the app did not run and is not to be started.</returns>
    public AppRestartResult? Run(bool startStopped, SwitchResult? switched)
    {
        var apps = context.App.Read();
        if (apps.Count == 0)
            throw AppErrors.NotFound(context);
        var running = apps.Where(tree => tree.All.Count > 0).ToList();
        if (running.Count == 0 && !startStopped)
            return null;
        var wasEnded = running.Count > 0 && Quit(running);
        var (written, failure) = WriteAgain(switched);
        var toStart = running.Where(tree => tree.Main is not null).Select(tree => tree.App).DefaultIfEmpty((running.Count > 0 ? running : apps)[0].App).ToList();
        foreach (var app in toStart)
            Start(app, failure);
        if (failure is not null)
            throw AppErrors.NotWrittenAgain(failure);
        return new AppRestartResult
        {
            App = DesktopApp.Of(context.App.Read([toStart[0]])[0], context.Paths.ThirdPartyFolder),
            WasRunning = running.Any(tree => tree.Main is not null),
            WasEnded = wasEnded,
            WrittenAgain = written,
        };
    }

    /// <returns>Whether anything had to be ended.</returns>
    private bool Quit(List<AppTree> running)
    {
        var apps = running.Select(tree => tree.App).ToList();
        foreach (var main in running.Select(tree => tree.Main).OfType<AppProcess>())
            context.App.AskToQuit(main);
        if (WaitUntil(() => Processes(apps).Count == 0, Patience, "Claude Desktop is to quit", AppErrors.StillThere))
            return false;
        var left = Processes(apps);
        if (!watch.MayEnd([.. left.Select(process => process.Id)]))
            throw AppErrors.DidNotQuit(left);
        EndProcesses(apps);
        if (!WaitUntil(() => Processes(apps).Count == 0, EndPatience, "Claude Desktop's processes are being ended", AppErrors.StillThere))
            throw AppErrors.DidNotQuit(Processes(apps));
        return true;
    }

    // Read anew: whoever has one of these ids by now, and is none of the app's, is left alone.
    private void EndProcesses(List<InstalledApp> apps)
    {
        foreach (var process in Processes(apps))
        {
            try
            {
                using var found = Process.GetProcessById(process.Id);
                found.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It is gone already; what may not be ended is still there when that is looked for.
            }
        }
    }

    private (IReadOnlyList<string> Written, Exception? Failure) WriteAgain(SwitchResult? switched)
    {
        try
        {
            return (new ProfileSwitch(context).Again(switched)?.Changed ?? [], null);
        }
        catch (Exception e) when (e is ClaudeDesktopException or IOException or UnauthorizedAccessException)
        {
            // The user had a running app before, and has one again, whatever stands in its files.
            return ([], e);
        }
    }

    private void Start(InstalledApp app, Exception? earlier)
    {
        var call = context.App.Launch(app);
        try
        {
            ShortRun.Launch(call, LaunchEnvironment.Of(Environment.GetEnvironmentVariables()), context.System.HomeDirectory);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw AppErrors.DidNotStart(app, earlier ?? e);
        }

        if (!WaitUntil(() => context.App.Read([app])[0].Main is not null, Patience, "Claude Desktop is to start", AppErrors.BeingStarted))
            throw AppErrors.DidNotStart(app, earlier);
    }

    private List<AppProcess> Processes(List<InstalledApp> apps) => [.. context.App.Read(apps).SelectMany(tree => tree.All)];

    private bool WaitUntil(Func<bool> isSo, TimeSpan patience, string what, string stateWhenStopped)
    {
        for (var clock = Stopwatch.StartNew(); !isSo(); watch.Stopped.WaitHandle.WaitOne(Step))
        {
            if (watch.Stopped.IsCancellationRequested)
                throw new OperationCanceledException(stateWhenStopped, watch.Stopped);
            if (clock.Elapsed > patience)
                return false;
            watch.Waiting(what);
        }

        return true;
    }
}

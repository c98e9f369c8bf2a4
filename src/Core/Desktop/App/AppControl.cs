using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.App;

/// <summary>The Claude Desktop of this machine: where it is installed, what runs of it, and how it is told to quit and to start.</summary>
internal sealed class AppControl(IAppFinder? finder, IProcessList processes, IAppCommands commands)
{
    /// <summary>Names the app's program where it is installed at an unusual place.</summary>
    public const string PathVariable = "CLAUDEDESKTOP_APP_PATH";

    /// <summary>Whether it can be told at all which app reads the files that this module writes.</summary>
    public bool IsKnown => finder is not null;

    public static AppControl Of(HostSystem system)
    {
        IProcessList processes = system.Kind switch
        {
            SystemKind.Windows => new WindowsProcessList(),
            SystemKind.MacOS => new MacProcessList(),
            _ => new LinuxProcessList(),
        };
        IAppCommands commands = system.Kind switch
        {
            SystemKind.Windows => new WindowsAppCommands(system),
            SystemKind.MacOS => new MacAppCommands(),
            _ => new LinuxAppCommands(),
        };
        return new AppControl(FinderOf(system), processes, commands);
    }

    /// <summary>The version of every install, null where one does not say; empty where none is known.</summary>
    public IReadOnlyList<Version?> Versions() => [.. (finder?.Find() ?? []).Select(app => app.Version)];

    /// <summary>Every install with what runs of it.</summary>
    public IReadOnlyList<AppTree> Read() => Read(finder?.Find() ?? []);

    /// <summary>These installs with what runs of them now.</summary>
    public IReadOnlyList<AppTree> Read(IReadOnlyList<InstalledApp> apps)
    {
        if (apps.Count == 0)
            return [];
        var running = processes.Read(path => apps.Any(app => app.IsPart(path)));
        return [.. apps.Select(app => AppTree.Of(app, running))];
    }

    /// <summary>Whether the app runs; null where that cannot be told, since no install of it is known.</summary>
    public bool? IsRunning()
    {
        try
        {
            return Read() is { Count: > 0 } apps ? apps.Any(app => app.Main is not null) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception or EntryPointNotFoundException or DllNotFoundException)
        {
            // What this is asked for has been done by then, and must not fail for it.
            return null;
        }
    }

    public void AskToQuit(AppProcess main) => commands.AskToQuit(main);

    public ProgramCall Launch(InstalledApp app) => commands.Launch(app);

    // An installed app does not read a folder of the module's own choice, so there it is out of the picture unless it is named.
    private static IAppFinder? FinderOf(HostSystem system)
    {
        // What is installed for another user, and runs in that one's sign-in, cannot be told from here.
        if (!system.IsThisUser)
            return null;
        if (system.Variable(PathVariable) is { } path)
            return new NamedAppFinder(system, path);
        if (system.Variable("CLAUDEDESKTOP_APP_HOME") is not null)
            return null;
        return system.Kind switch
        {
            SystemKind.Windows => new WindowsAppFinder(system, new WindowsPackages()),
            SystemKind.MacOS => new MacAppFinder(system),
            SystemKind.Linux => new LinuxAppFinder(system),
            _ => null,
        };
    }
}

using System;
using System.ComponentModel;
using System.Diagnostics;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.App;

/// <summary>
/// Closes the window, which is all that can be asked for here: the app then goes on without one, so that ending its processes is
/// often the only way. Starts through the desktop, so that an elevated shell does not make an elevated app of it.
/// </summary>
internal sealed class WindowsAppCommands(HostSystem system) : IAppCommands
{
    public void AskToQuit(AppProcess main)
    {
        try
        {
            using var process = Process.GetProcessById(main.Id);
            _ = process.CloseMainWindow();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // It is gone already, or it has no window.
        }
    }

    public ProgramCall Launch(InstalledApp app) => new(system.Join(system.Variable("SystemRoot") ?? @"C:\Windows", "explorer.exe"), [app.LaunchName]);
}

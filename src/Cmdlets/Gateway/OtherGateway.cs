using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Cmdlets.Gateway;

/// <summary>Ends a gateway that another shell of this user started.</summary>
internal static class OtherGateway
{
    private const int Terminate = 15;
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(10);

    /// <summary>Asks politely where the system knows how, then by force.</summary>
    public static void Stop(RunFile file, DataHome home, IFileOperations files)
    {
        try
        {
            using var process = Process.GetProcessById(file.ProcessId);
            if (!file.IsAlive())
                return;
            var wasAsked = !OperatingSystem.IsWindows() && kill(file.ProcessId, Terminate) == 0;
            if (!wasAsked || !HasGone(file, Courtesy))
                process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It was gone already.
        }
        catch (Win32Exception e)
        {
            throw GatewayFailures.WouldNotEnd(file.ProcessId, e);
        }

        if (!HasGone(file, Courtesy))
            throw GatewayFailures.WouldNotEnd(file.ProcessId);
        file.Delete(home, files);
    }

    private static bool HasGone(RunFile file, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (file.IsAlive())
        {
            if (watch.Elapsed > patience)
                return false;
            Thread.Sleep(50);
        }

        return true;
    }

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own library under its own name.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int processId, int signal);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

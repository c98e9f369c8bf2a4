using System;
using System.Runtime.InteropServices;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What the system lets this process do.</summary>
internal static class Administrator
{
    /// <summary>Whether it may change what is everybody's: as root, as SYSTEM, or elevated.</summary>
    public static bool IsThisProcess() => OperatingSystem.IsWindows() ? IsUserAnAdmin() : geteuid() == 0;

    /// <summary>The number of the user's account; 0 on Windows, which has none.</summary>
    public static long UserId() => OperatingSystem.IsWindows() ? 0 : geteuid();

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The systems' own libraries under their own names, for both target frameworks.
    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("shell32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool IsUserAnAdmin();
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

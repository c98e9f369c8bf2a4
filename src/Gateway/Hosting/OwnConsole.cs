using System;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Task Scheduler gives every program of the command line a window. One that was made for this program alone is closed.</summary>
internal static partial class OwnConsole
{
    public static void Leave()
    {
        if (OperatingSystem.IsWindows() && IsAlone())
            FreeConsole();
    }

    [SupportedOSPlatform("windows")]
    private static bool IsAlone()
    {
        Span<uint> processes = stackalloc uint[2];
        return GetConsoleProcessList(processes, (uint)processes.Length) == 1;
    }

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint GetConsoleProcessList(Span<uint> processes, uint count);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FreeConsole();
}

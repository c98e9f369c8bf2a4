using System;
using System.Runtime.InteropServices;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>Takes the process out of its parent's terminal, so that Ctrl+C, Ctrl+\ and Ctrl+Z there do not reach it.</summary>
internal static partial class UnixSession
{
    public static void Begin()
    {
        // Fails only where the process leads a group already, and then no key of the terminal's reaches it through the shell's.
        if (!OperatingSystem.IsWindows())
            _ = SetSid();
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetSid();
}

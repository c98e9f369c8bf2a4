using System;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaudeDesktop.Desktop.App;

/// <summary>The few Unix calls about links and processes that .NET Standard 2.0 has no name for.</summary>
internal static class UnixNative
{
    private const int Terminate = 15;
    private const int LongestPath = 4096;

    /// <summary>Asks a process to end.</summary>
    public static bool AskToEnd(int processId) => kill(processId, Terminate) == 0;

    public static string? ReadLink(string path)
    {
        var target = new byte[LongestPath];
        var length = (int)readlink(Bytes(path), target, (IntPtr)target.Length);
        return length > 0 ? Encoding.UTF8.GetString(target, 0, length) : null;
    }

    /// <summary>Where a path leads to through all links; null where it leads nowhere, or where this is no Unix.</summary>
    public static string? RealPath(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var resolved = new byte[LongestPath + 1];
        return realpath(Bytes(path), resolved) == IntPtr.Zero ? null : Encoding.UTF8.GetString(resolved, 0, Array.IndexOf(resolved, (byte)0));
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own library under its own names, for both target frameworks.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int processId, int signal);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr readlink(byte[] path, byte[] target, IntPtr size);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr realpath(byte[] path, byte[] resolved);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

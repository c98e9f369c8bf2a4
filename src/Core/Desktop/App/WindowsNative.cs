using System;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClaudeDesktop.Desktop.App;

/// <summary>What Windows says of a process to whoever may ask for the little that needs no elevation.</summary>
internal static class WindowsNative
{
    private const int QueryLimitedInformation = 0x1000;
    private const int BasicInformation = 0;
    private const int CommandLineInformation = 60;
    private const int LongestPath = 32_768;
    private const int LongestAnswer = 70_000;

    public static SafeProcessHandle Open(int id) => new(OpenProcess(QueryLimitedInformation, false, id), ownsHandle: true);

    public static string? ProgramOf(SafeProcessHandle process)
    {
        var path = new StringBuilder(LongestPath);
        var length = path.Capacity;
        return QueryFullProcessImageNameW(process, 0, path, ref length) ? path.ToString() : null;
    }

    public static int ParentOf(SafeProcessHandle process) => Ask(process, BasicInformation, 6 * IntPtr.Size, answer => (int)Marshal.ReadIntPtr(answer, 5 * IntPtr.Size));

    // The answer begins with a counted string: two lengths in bytes, then, where a pointer may stand, where the text is.
    public static string? CommandLineOf(SafeProcessHandle process) => Ask(
        process, CommandLineInformation, LongestAnswer, answer => Marshal.PtrToStringUni(Marshal.ReadIntPtr(answer, IntPtr.Size), (ushort)Marshal.ReadInt16(answer) / sizeof(char)));

    private static T? Ask<T>(SafeProcessHandle process, int what, int size, Func<IntPtr, T> read)
    {
        var answer = Marshal.AllocHGlobal(size);
        try
        {
            return NtQueryInformationProcess(process, what, answer, size, out _) == 0 ? read(answer) : default;
        }
        finally
        {
            Marshal.FreeHGlobal(answer);
        }
    }

#pragma warning disable CA5392, SYSLIB1054, CA1838 // The system's own libraries, for both target frameworks.
    [DllImport("kernel32", ExactSpelling = true, SetLastError = true)]
    private static extern IntPtr OpenProcess(int access, [MarshalAs(UnmanagedType.Bool)] bool inherit, int id);

    [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool QueryFullProcessImageNameW(SafeProcessHandle process, int flags, StringBuilder path, ref int length);

    [DllImport("ntdll", ExactSpelling = true)]
    private static extern int NtQueryInformationProcess(SafeProcessHandle process, int what, IntPtr answer, int size, out int length);
#pragma warning restore CA5392, SYSLIB1054, CA1838
}

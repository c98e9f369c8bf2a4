using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;

namespace ClaudeDesktop.Storage;

/// <summary>Accounts of Windows by their identifiers (SIDs).</summary>
internal static class WindowsAccount
{
    private const int Query = 0x8;
    private const int TokenUser = 1;

    /// <summary>The account that this process runs as, elevated or not.</summary>
    public static string Current()
    {
        Check(OpenProcessToken(GetCurrentProcess(), Query, out var token));
        var answer = IntPtr.Zero;
        try
        {
            // Asked for with no room at all, it only says how much it needs.
            _ = GetTokenInformation(token, TokenUser, IntPtr.Zero, 0, out var length);
            answer = Marshal.AllocHGlobal(length);
            Check(GetTokenInformation(token, TokenUser, answer, length, out _));
            return Text(Marshal.ReadIntPtr(answer));
        }
        finally
        {
            Marshal.FreeHGlobal(answer);
            _ = CloseHandle(token);
        }
    }

    /// <summary>The whole identifier of what SDDL may have two letters for; what is none comes back as it is.</summary>
    public static string Sid(string name)
    {
        if (!ConvertStringSidToSidW(name, out var sid))
            return name;
        try
        {
            return Text(sid);
        }
        finally
        {
            _ = LocalFree(sid);
        }
    }

    private static string Text(IntPtr sid)
    {
        Check(ConvertSidToStringSidW(sid, out var text));
        try
        {
            return Marshal.PtrToStringUni(text)!;
        }
        finally
        {
            _ = LocalFree(text);
        }
    }

    private static void Check(bool done)
    {
        if (!done)
            throw new IOException($"this process's account: {new Win32Exception(Marshal.GetLastWin32Error()).Message}");
    }

#pragma warning disable CA5392, SYSLIB1054 // The system's own libraries, for both target frameworks.
    [DllImport("kernel32", ExactSpelling = true)]
    private static extern IntPtr GetCurrentProcess();

    [DllImport("kernel32", ExactSpelling = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CloseHandle(IntPtr handle);

    [DllImport("kernel32", ExactSpelling = true)]
    private static extern IntPtr LocalFree(IntPtr memory);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool OpenProcessToken(IntPtr process, int access, out IntPtr token);

    [DllImport("advapi32", ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool GetTokenInformation(IntPtr token, int what, IntPtr answer, int length, out int needed);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertStringSidToSidW(string text, out IntPtr sid);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertSidToStringSidW(IntPtr sid, out IntPtr text);
#pragma warning restore CA5392, SYSLIB1054
}

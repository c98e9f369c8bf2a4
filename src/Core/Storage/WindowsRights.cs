using System;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace ClaudeDesktop.Storage;

/// <summary>Who may use a file on Windows, in the words of its security descriptor (SDDL).</summary>
internal static class WindowsRights
{
    private const int FileObject = 1;
    private const int Owner = 0x1;
    private const int Dacl = 0x4;
    private const int ProtectedDacl = unchecked((int)0x80000000);
    private const int Revision = 1;

    // Everyone, all who logged on, all users of the machine, guests, the anonymous and the network.
    private static readonly string[] Strangers = ["WD", "AU", "BU", "BG", "AN", "NU", "IU"];

    /// <summary>Whether anybody but the owner, the system and its administrators may use it.</summary>
    public static bool AreForOthers(string path)
    {
        var text = Read(path, Dacl);
        var list = text.IndexOf("D:", StringComparison.Ordinal);
        return list < 0 || text.Substring(list).Contains("NO_ACCESS_CONTROL", StringComparison.Ordinal)
            || text.Substring(list).Split('(').Skip(1).Any(IsForStrangers);
    }

    /// <summary>Leaves it to its owner, the system and its administrators; nothing is inherited from above any more.</summary>
    public static void MakePrivate(string path)
    {
        var owner = Read(path, Owner).Trim();
        var flags = Directory.Exists(path) ? "OICI" : "";
        var user = owner.StartsWith("O:", StringComparison.Ordinal) ? owner.Substring(2) : "OW";
        Check(ConvertStringSecurityDescriptorToSecurityDescriptorW(
            $"D:P(A;{flags};FA;;;{user})(A;{flags};FA;;;SY)(A;{flags};FA;;;BA)", Revision, out var descriptor, IntPtr.Zero), path);
        try
        {
            Check(SetFileSecurityW(path, Dacl | ProtectedDacl, descriptor), path);
        }
        finally
        {
            _ = LocalFree(descriptor);
        }
    }

    // An entry reads "A;flags;rights;;;who)"; one that denies harms nobody.
    private static bool IsForStrangers(string entry)
    {
        var parts = entry.TrimEnd(')').Split(';');
        return parts.Length >= 6 && parts[0].Contains('A') && Strangers.Contains(parts[5].TrimEnd(')'), StringComparer.Ordinal);
    }

    private static string Read(string path, int what)
    {
        var status = GetNamedSecurityInfoW(path, FileObject, what, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, out var descriptor);
        if (status != 0)
            throw Failure(path, status);
        var text = IntPtr.Zero;
        try
        {
            Check(ConvertSecurityDescriptorToStringSecurityDescriptorW(descriptor, Revision, what, out text, IntPtr.Zero), path);
            return Marshal.PtrToStringUni(text) ?? "";
        }
        finally
        {
            _ = LocalFree(text);
            _ = LocalFree(descriptor);
        }
    }

    private static void Check(bool done, string path)
    {
        if (!done)
            throw Failure(path, Marshal.GetLastWin32Error());
    }

    private static IOException Failure(string path, int status) => new($"the rights of '{path}': {new Win32Exception(status).Message}");

#pragma warning disable CA5392, SYSLIB1054 // The system's own libraries, for both target frameworks.
    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    private static extern int GetNamedSecurityInfoW(string path, int type, int what, IntPtr owner, IntPtr group, IntPtr dacl, IntPtr sacl, out IntPtr descriptor);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertSecurityDescriptorToStringSecurityDescriptorW(IntPtr descriptor, int revision, int what, out IntPtr text, IntPtr length);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool ConvertStringSecurityDescriptorToSecurityDescriptorW(string text, int revision, out IntPtr descriptor, IntPtr length);

    [DllImport("advapi32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool SetFileSecurityW(string path, int what, IntPtr descriptor);

    [DllImport("kernel32", ExactSpelling = true)]
    private static extern IntPtr LocalFree(IntPtr memory);
#pragma warning restore CA5392, SYSLIB1054
}

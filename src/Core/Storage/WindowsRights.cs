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
    private const int UnprotectedDacl = 0x20000000;
    private const int Revision = 1;

    // The system, its administrators, and whoever will make or owns the thing.
    private static readonly string[] Entitled = ["SY", "BA", "CO", "OW"];

    /// <summary>Whether anybody may use it but its owner, this user, the system and its administrators.</summary>
    public static bool AreForOthers(string path)
    {
        var text = Read(path, Owner | Dacl);
        var list = text.IndexOf("D:", StringComparison.Ordinal);
        if (list < 0 || text.Substring(list).Contains("NO_ACCESS_CONTROL", StringComparison.Ordinal))
            return true;
        string[] entitled = [.. Entitled.Select(WindowsAccount.Sid), OwnerOf(text), WindowsAccount.Current()];
        return text.Substring(list).Split('(').Skip(1).Any(entry => IsForOthers(entry, entitled));
    }

    /// <summary>Leaves it to this user, the system and its administrators; nothing is inherited from above any more.</summary>
    /// <remarks>Not to its owner: what an elevated shell makes is owned by the administrators, and the same user's other shells are none.</remarks>
    public static void MakePrivate(string path)
    {
        var flags = Directory.Exists(path) ? "OICI" : "";
        Set(path, $"D:P(A;{flags};FA;;;{WindowsAccount.Current()})(A;{flags};FA;;;SY)(A;{flags};FA;;;BA)", ProtectedDacl);
    }

    /// <summary>Gives a file the rights of another; none where that one has only what it inherits, which the new file does as well.</summary>
    public static void Copy(string from, string to)
    {
        var text = Read(from, Dacl);
        var isProtected = text.StartsWith("D:P", StringComparison.Ordinal);
        if (isProtected || text.Split('(').Skip(1).Any(entry => !entry.Split(';').ElementAtOrDefault(1)?.Contains("ID", StringComparison.Ordinal) ?? false))
            Set(to, text, isProtected ? ProtectedDacl : UnprotectedDacl);
    }

    private static void Set(string path, string rights, int inheritance)
    {
        Check(ConvertStringSecurityDescriptorToSecurityDescriptorW(rights, Revision, out var descriptor, IntPtr.Zero), path);
        try
        {
            Check(SetFileSecurityW(path, Dacl | inheritance, descriptor), path);
        }
        finally
        {
            _ = LocalFree(descriptor);
        }
    }

    // "O:BAG:SYD:(…)", of which the group is not asked for.
    private static string OwnerOf(string text) =>
        text.StartsWith("O:", StringComparison.Ordinal) ? WindowsAccount.Sid(text.Substring(2, text.IndexOf("D:", StringComparison.Ordinal) - 2)) : "";

    // An entry reads "A;flags;rights;;;who)"; one that denies harms nobody.
    private static bool IsForOthers(string entry, string[] entitled)
    {
        var parts = entry.Split(')')[0].Split(';');
        return parts.Length >= 6 && parts[0].Contains('A') && !entitled.Contains(WindowsAccount.Sid(parts[5]), StringComparer.Ordinal);
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

using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClaudeDesktop.Storage;

/// <summary>The few file calls that .NET Standard 2.0 has no name for. Paths go over as UTF-8 on Unix.</summary>
internal static class NativeFile
{
    private const int LongestPath = 4096;
    private const int ReplaceExistingWriteThrough = 0x1 | 0x8;

    /// <summary>Creates an empty file next to a target that only this user can read, from its first byte on.</summary>
    public static FileStream CreateTemporary(string target, out string path)
    {
        var folder = Path.GetDirectoryName(target)!;
        var prefix = Path.Combine(folder, $".{Path.GetFileName(target)}{TemporaryFiles.Marker}");
        if (OperatingSystem.IsWindows())
        {
            path = prefix + Guid.NewGuid().ToString("N").Remove(6);
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }

        // mkstemp creates with mode 0600 and has no variadic argument, so it is called alike on every Unix.
        var template = UnixPath(prefix + "XXXXXX");
        var descriptor = mkstemp(template);
        if (descriptor < 0)
            throw Failure($"creating a temporary file in '{folder}'");
        path = Encoding.UTF8.GetString(template, 0, template.Length - 1);
        if (MakesNoStreams)
        {
            _ = close(descriptor);
            return new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None);
        }

        return new FileStream(new SafeFileHandle((IntPtr)descriptor, ownsHandle: true), FileAccess.Write);
    }

#if NETSTANDARD2_0
    /// <summary>Whether this is Mono, which runs this binary in a test, and makes no stream of the system's own descriptors.</summary>
    internal static bool MakesNoStreams { get; } = Type.GetType("Mono.Runtime") is not null;
#else
    internal static bool MakesNoStreams => false;
#endif

    /// <summary>Renames over whatever stands there.</summary>
    public static void Rename(string from, string to)
    {
        var done = OperatingSystem.IsWindows()
            ? MoveFileExW(from, to, ReplaceExistingWriteThrough)
            : rename(UnixPath(from), UnixPath(to)) == 0;
        if (!done)
            throw Failure($"renaming '{from}' to '{to}'");
    }

    /// <summary>Makes a rename or a deletion in a folder last through a power cut. Windows does that by itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = open(UnixPath(folder), 0);
        if (descriptor < 0)
            return;
        _ = fsync(descriptor);
        _ = close(descriptor);
    }

    /// <summary>Sets a Unix mode such as 0600; nothing on Windows.</summary>
    public static void SetMode(string path, int mode)
    {
        if (!OperatingSystem.IsWindows() && chmod(UnixPath(path), (uint)mode) != 0)
            throw Failure($"setting the mode of '{path}'");
    }

    /// <summary>Where a chain of links ends; the path itself where that cannot be told, and on Windows.</summary>
    public static string FinalTarget(string path)
    {
        var target = new byte[LongestPath];
        if (OperatingSystem.IsWindows() || realpath(UnixPath(path), target) == IntPtr.Zero)
            return path;
        return Encoding.UTF8.GetString(target, 0, Array.IndexOf(target, (byte)0));
    }

    private static IOException Failure(string doing)
    {
        var cause = new Win32Exception(Marshal.GetLastWin32Error());
        return new IOException($"{doing}: {cause.Message}", cause);
    }

    private static byte[] UnixPath(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own libraries under their own names, for both target frameworks.
    [DllImport("libc", SetLastError = true)]
    private static extern int mkstemp(byte[] template);

    [DllImport("libc", SetLastError = true)]
    private static extern int rename(byte[] from, byte[] to);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr realpath(byte[] path, byte[] target);

    [DllImport("libc", SetLastError = true)]
    private static extern int chmod(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);

    [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool MoveFileExW(string from, string to, int flags);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

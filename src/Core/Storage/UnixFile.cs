using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClaudeDesktop.Storage;

/// <summary>Opens and makes what another user may exchange at any moment: what counts is what is open, not what its path said.</summary>
internal static class UnixFile
{
    private const int PrivateFolder = 0b111_000_000;

    private static readonly bool IsMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    // Linux numbers these two anew for some processors.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 || RuntimeInformation.ProcessArchitecture.ToString() == "Ppc64le";
    private static readonly int NotWaiting = IsMac ? 0x4 : 0x800;
    private static readonly int NotInherited = IsMac ? 0x1000000 : 0x80000;
    private static readonly int NoLink = IsMac ? 0x100 : IsArm ? 0x8000 : 0x20000;
    private static readonly int FolderOnly = IsMac ? 0x100000 : IsArm ? 0x4000 : 0x10000;

    public static bool IsRoot => !OperatingSystem.IsWindows() && geteuid() == 0;

    /// <summary>Opens a file to read, and nothing else: a pipe would keep us waiting for ever, and a device may do anything.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">Whose it must be, with no link in its place; null for anybody's.</param>
    public static FileStream OpenToRead(string path, uint? owner)
    {
        Check(UnixEntry.Of(path, followLinks: owner is null), path, owner);
        var file = Open(path, NotWaiting | (owner is null ? 0 : NoLink));
        try
        {
            Check(UnixEntry.Of(file), path, owner);
            if (!NativeFile.MakesNoStreams)
                return new FileStream(file, FileAccess.Read);
            file.Dispose();
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes a folder of mode 0700 where there is none. What root makes is whose the folder around it is.</summary>
    public static void CreateFolder(string folder)
    {
        if (mkdir(UnixPath(folder), PrivateFolder) != 0)
        {
            var failure = Marshal.GetLastWin32Error();
            if (Directory.Exists(folder))
                return;
            throw Failure(folder, failure);
        }

        try
        {
            using var made = Open(folder, FolderOnly | NoLink);
            SetMode(made, folder, PrivateFolder);
            Give(made, folder, Path.GetDirectoryName(folder)!);
        }
        catch
        {
            Directory.Delete(folder);
            throw;
        }
    }

    /// <summary>Lets a file that root has made belong to whom another one does. Who is not root makes none but its own.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Where it lies, or will.</param>
    /// <param name="model">The path whose owner it shall have.</param>
    public static void Give(SafeFileHandle file, string path, string model)
    {
        if (!IsRoot)
            return;
        if (UnixEntry.Of(model, followLinks: true) is not { } wanted || UnixEntry.Of(file) is not { } found)
            throw FileErrors.OwnerIsLost(path, new IOException("the system does not say whose it is"));
        if ((wanted.Owner != found.Owner || wanted.Group != found.Group) && fchown((int)file.DangerousGetHandle(), wanted.Owner, wanted.Group) != 0)
            throw FileErrors.OwnerIsLost(path, new Win32Exception(Marshal.GetLastWin32Error()));
    }

    public static void SetMode(SafeFileHandle file, string path, int mode)
    {
        if (fchmod((int)file.DangerousGetHandle(), (uint)mode) != 0)
            throw Failure(path, Marshal.GetLastWin32Error());
    }

    private static SafeFileHandle Open(string path, int flags)
    {
        var descriptor = open(UnixPath(path), flags | NotInherited);
        return descriptor >= 0 ? new SafeFileHandle((IntPtr)descriptor, ownsHandle: true) : throw Failure(path, Marshal.GetLastWin32Error());
    }

    private static void Check(UnixEntry? found, string path, uint? owner)
    {
        if (found is null)
            return;
        if (found.IsFolder)
            throw new UnauthorizedAccessException("It is a folder.");
        if (!found.IsFile)
            throw FileErrors.IsNoFile(path, found.Name);
        if (owner is not null && found.Owner != owner)
            throw FileErrors.IsSomebodyElses(path);
    }

    private static Exception Failure(string path, int error)
    {
        var cause = new Win32Exception(error);
        return error switch
        {
            2 or 20 => new FileNotFoundException(cause.Message, path, cause),
            1 or 13 => new UnauthorizedAccessException(cause.Message, cause),
            _ => new IOException($"{path}: {cause.Message}", cause),
        };
    }

    private static byte[] UnixPath(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own library under its own names, for both target frameworks.
    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int mkdir(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true)]
    private static extern int fchown(int descriptor, uint owner, uint group);

    [DllImport("libc", SetLastError = true)]
    private static extern int fchmod(int descriptor, uint mode);

    [DllImport("libc")]
    private static extern uint geteuid();
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

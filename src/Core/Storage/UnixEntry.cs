using System;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClaudeDesktop.Storage;

/// <summary>What lies at a path or behind an open file on Unix, and whose it is.</summary>
internal sealed record UnixEntry(int Kind, uint Owner, uint Group)
{
    private const int KindMask = 0xF000;
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const int KindAndOwner = 0x1 | 0x8 | 0x10;

    public bool IsFile => Kind == 0x8000;

    public bool IsFolder => Kind == 0x4000;

    /// <summary>What it is, in words; only for what is neither a file nor a folder.</summary>
    public string Name => Kind switch
    {
        0x1000 => "a pipe",
        0x2000 or 0x6000 => "a device",
        0xA000 => "a symbolic link",
        0xC000 => "a socket",
        _ => "no file",
    };

    /// <summary>Null where there is none, or where the system cannot tell.</summary>
    public static UnixEntry? Of(string path, bool followLinks)
    {
        var name = Encoding.UTF8.GetBytes(path + '\0');
        var answer = new byte[256];
        if (!IsMac)
            return Linux(CurrentFolder, name, followLinks ? 0 : DoNotFollow, answer);
        var status = (followLinks, HasOldNames) switch
        {
            (true, true) => OldStat(name, answer),
            (true, false) => stat(name, answer),
            (false, true) => OldLstat(name, answer),
            _ => lstat(name, answer),
        };
        return status == 0 ? Mac(answer) : null;
    }

    /// <summary>The same of what is open already, so that nobody can exchange it in between.</summary>
    public static UnixEntry? Of(SafeFileHandle file)
    {
        var answer = new byte[256];
        var descriptor = (int)file.DangerousGetHandle();
        if (!IsMac)
            return Linux(descriptor, [0], EmptyPath, answer);
        return (HasOldNames ? OldFstat(descriptor, answer) : fstat(descriptor, answer)) == 0 ? Mac(answer) : null;
    }

    private static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    // On Intel the plain names are those of a layout from before 2005.
    private static bool HasOldNames => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    // Unlike stat, statx lays its answer out alike on every processor.
    private static UnixEntry? Linux(int folder, byte[] path, int flags, byte[] answer)
    {
        try
        {
            return statx(folder, path, flags, KindAndOwner, answer) == 0
                ? new UnixEntry(BitConverter.ToUInt16(answer, 28) & KindMask, BitConverter.ToUInt32(answer, 20), BitConverter.ToUInt32(answer, 24))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static UnixEntry Mac(byte[] answer) =>
        new(BitConverter.ToUInt16(answer, 4) & KindMask, BitConverter.ToUInt32(answer, 16), BitConverter.ToUInt32(answer, 20));

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own library under its own names, for both target frameworks.
    [DllImport("libc")]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] answer);

    [DllImport("libc")]
    private static extern int stat(byte[] path, [Out] byte[] answer);

    [DllImport("libc")]
    private static extern int lstat(byte[] path, [Out] byte[] answer);

    [DllImport("libc")]
    private static extern int fstat(int descriptor, [Out] byte[] answer);

    [DllImport("libc", EntryPoint = "stat$INODE64")]
    private static extern int OldStat(byte[] path, [Out] byte[] answer);

    [DllImport("libc", EntryPoint = "lstat$INODE64")]
    private static extern int OldLstat(byte[] path, [Out] byte[] answer);

    [DllImport("libc", EntryPoint = "fstat$INODE64")]
    private static extern int OldFstat(int descriptor, [Out] byte[] answer);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

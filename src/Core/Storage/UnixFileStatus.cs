using System;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaudeDesktop.Storage;

/// <summary>What kind of file a path is on Linux, whose it is, and who may do what with it.</summary>
public sealed record UnixFileStatus(bool IsFile, bool IsFolder, long Owner, int Permissions)
{
    private const int KindMask = 0xF000;
    private const int Folder = 0x4000;
    private const int File = 0x8000;
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const int KindModeAndOwner = 0x1 | 0x2 | 0x8;

    public bool OthersMayWrite => (Permissions & 0b000_010_010) != 0;

    public bool EveryoneMayRead => (Permissions & 0b000_000_100) != 0;

    /// <summary>The status of a path; null where there is none. A link is told as a link unless it is to be followed.</summary>
    internal static UnixFileStatus? Of(string path, bool followLinks)
    {
        // Unlike stat, statx lays its answer out alike on every processor.
        var answer = new byte[256];
        try
        {
            if (statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), followLinks ? 0 : DoNotFollow, KindModeAndOwner, answer) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        var mode = BitConverter.ToUInt16(answer, 28);
        return new UnixFileStatus((mode & KindMask) == File, (mode & KindMask) == Folder, BitConverter.ToUInt32(answer, 20), mode & 0b111_111_111);
    }

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own library under its own name, for both target frameworks.
    [DllImport("libc")]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] answer);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

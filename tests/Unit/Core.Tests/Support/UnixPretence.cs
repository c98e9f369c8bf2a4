using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Xunit;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Another owner, a pipe, a root without a right: what only the system itself can make.</summary>
internal static class UnixPretence
{
    /// <summary>Nobody on most systems; a number that a file can belong to on each.</summary>
    public const uint Ada = 65534;

    private const uint CapabilityVersion = 0x20080522;
    private const uint ChangeOwner = 1;

    public static void SkipUnlessRoot() => Assert.SkipUnless(!OperatingSystem.IsWindows() && geteuid() == 0, "Only root can give files to somebody else.");

    public static void Give(string path, uint owner) => Assert.Equal(0, lchown(Name(path), owner, owner));

    public static void MakePipe(string path) => Assert.Equal(0, mkfifo(Name(path), 0b110_000_000));

    /// <summary>Does something as a root who may give nothing away, as in some containers. Rights are a thread's own on Linux.</summary>
    public static Exception? WithoutChangingOwners(Action action)
    {
        Exception? thrown = null;
        var thread = new Thread(() =>
        {
            uint[] header = [CapabilityVersion, 0], data = new uint[6];
            Assert.Equal(0, capget(header, data));
            data[0] &= ~ChangeOwner;
            Assert.Equal(0, capset(header, data));
            thrown = Record.Exception(action);
        });
        thread.Start();
        thread.Join();
        return thrown;
    }

    private static byte[] Name(string path) => Encoding.UTF8.GetBytes(path + '\0');

#pragma warning disable CA5392, SYSLIB1054, IDE1006 // The system's own library under its own names.
    [DllImport("libc")]
    private static extern uint geteuid();

    [DllImport("libc")]
    private static extern int lchown(byte[] path, uint owner, uint group);

    [DllImport("libc")]
    private static extern int mkfifo(byte[] path, uint mode);

    [DllImport("libc")]
    private static extern int capget(uint[] header, [In, Out] uint[] data);

    [DllImport("libc")]
    private static extern int capset(uint[] header, uint[] data);
#pragma warning restore CA5392, SYSLIB1054, IDE1006
}

using System;
using System.IO;

namespace ClaudeDesktop.Storage;

/// <summary>Reads a file's Unix mode. Every PowerShell that runs on Unix has a .NET that can; .NET Standard merely cannot name it.</summary>
internal static class UnixMode
{
    /// <summary>0600: the owner alone.</summary>
    public const int PrivateFile = 0b110_000_000;

    private const int OwnerRuns = 0b001_000_000;
    private const int OthersWrite = 0b000_010_010;

    /// <summary>0700: the owner alone, who may also run it.</summary>
    public const int PrivateProgram = 0b111_000_000;

    /// <summary>Whether the owner may run it, and nobody else may change it; also where there are no modes.</summary>
    public static bool IsProgram(string path) => Of(path) is not { } mode || ((mode & OwnerRuns) != 0 && (mode & OthersWrite) == 0);

    // The mode's permission bits, or null on Windows.
#if NETSTANDARD2_0
    public static int? Of(string path) =>
        OperatingSystem.IsWindows() || GetUnixFileMode is null ? null : Convert.ToInt32(GetUnixFileMode.Invoke(null, [path]), null);

    private static readonly System.Reflection.MethodInfo? GetUnixFileMode = typeof(File).GetMethod("GetUnixFileMode", [typeof(string)]);
#else
    public static int? Of(string path) => OperatingSystem.IsWindows() ? null : (int)File.GetUnixFileMode(path);
#endif
}

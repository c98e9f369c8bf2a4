using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>
/// Tells whether everybody who uses a machine can run a program that nobody but an administrator can change. Whoever can write to it, or to a folder
/// above it, would run their own program as every other user.
/// </summary>
internal static class SharedProgram
{
    private const int Root = 0;
    private const int OthersWrite = 0b000_010_010;
    private const int OthersReadAndRun = 0b000_000_101;
    private const int OthersRun = 0b000_000_001;

    private static readonly string[] WindowsFolders = ["ProgramW6432", "ProgramFiles", "ProgramFiles(x86)", "SystemRoot"];

    /// <param name="system">The machine.</param>
    /// <param name="program">The program's full path, without links in it.</param>
    public static bool IsSafe(HostSystem system, string program) => system.Kind switch
    {
        SystemKind.Windows => IsInWindowsFolder(system, program),
        SystemKind.Linux => WithParents(program).All((path, isProgram) => system.UnixStatus(path, followLinks: false) is { } status && IsSafe(status.Owner, status.Permissions, isProgram)),
        SystemKind.MacOS => WithParents(program).All((path, isProgram) => MacStatus(system, path) is var (owner, mode) && IsSafe(owner, mode, isProgram)),
        _ => false,
    };

    private static bool IsSafe(long owner, int mode, bool isProgram)
    {
        var needed = isProgram ? OthersReadAndRun : OthersRun;
        return owner == Root && (mode & OthersWrite) == 0 && (mode & needed) == needed;
    }

    private static bool All(this IEnumerable<string> paths, Func<string, bool, bool> isSafe) => paths.Select((path, index) => isSafe(path, index == 0)).All(safe => safe);

    private static IEnumerable<string> WithParents(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
            yield return path.Substring(0, end);
        yield return "/";
    }

    private static (long Owner, int Mode)? MacStatus(HostSystem system, string path)
    {
        var words = (system.Output("/usr/bin/stat", "-f \"%u %Lp\" " + CommandLine.Join([path])) ?? "").Trim().Split(' ');
        try
        {
            return words.Length == 2 ? (Convert.ToInt64(words[0], 10), Convert.ToInt32(words[1], 8)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Windows lets only administrators write there. What the store installed there is for one user.
    private static bool IsInWindowsFolder(HostSystem system, string program)
    {
        var path = program.Replace('/', '\\');
        return !path.Split('\\').Any(part => part is ".." || part.Equals("WindowsApps", StringComparison.OrdinalIgnoreCase))
            && WindowsFolders.Select(system.Variable).OfType<string>()
                .Any(folder => path.StartsWith(folder.Replace('/', '\\').TrimEnd('\\') + '\\', StringComparison.OrdinalIgnoreCase));
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Reads /proc, and of it only what belongs to this user.</summary>
internal sealed class LinuxProcessList(string proc = "/proc") : IProcessList
{
    // The kernel says so of a program that an update replaced while it ran.
    private const string Replaced = " (deleted)";

    public IReadOnlyList<AppProcess> Read(Func<string, bool> isOfInterest)
    {
        var me = UserOf(Path.Combine(proc, "self"));
        var found = new List<AppProcess>();
        foreach (var folder in Directory.GetDirectories(proc))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Of(folder, id, me, isOfInterest) is { } process)
                found.Add(process);
        }

        return found;
    }

    private static AppProcess? Of(string folder, int id, string? me, Func<string, bool> isOfInterest)
    {
        try
        {
            if (UserOf(folder) != me || ProgramOf(folder) is not { } program || !isOfInterest(program) || ProcessStart.Of(id) is not { } started)
                return null;
            return new AppProcess(id, ParentOf(folder), program, IsHelper(File.ReadAllBytes(Path.Combine(folder, "cmdline"))), started);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at.
            return null;
        }
    }

    private static string? ProgramOf(string folder)
    {
        var path = UnixNative.ReadLink(Path.Combine(folder, "exe"));
        return path?.EndsWith(Replaced, StringComparison.Ordinal) == true ? path.Substring(0, path.Length - Replaced.Length) : path;
    }

    private static string? UserOf(string folder) => StatusLine(folder, "Uid:")?.Split('\t')[0];

    private static int ParentOf(string folder) =>
        int.TryParse(StatusLine(folder, "PPid:"), NumberStyles.None, CultureInfo.InvariantCulture, out var parent) ? parent : 0;

    private static string? StatusLine(string folder, string name) =>
        File.ReadLines(Path.Combine(folder, "status")).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Substring(name.Length).Trim();

    // A program that wrote over its own command line leaves blanks where the arguments were divided.
    private static bool IsHelper(byte[] commandLine) =>
        Encoding.UTF8.GetString(commandLine).Split('\0', ' ').Skip(1).Any(argument => argument.StartsWith("--type=", StringComparison.Ordinal));
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>Asks Windows for the path, the parent and the arguments of each process of this user's session.</summary>
internal sealed class WindowsProcessList : IProcessList
{
    public IReadOnlyList<AppProcess> Read(Func<string, bool> isOfInterest)
    {
        using var me = Process.GetCurrentProcess();
        var found = new List<AppProcess>();
        foreach (var process in Process.GetProcesses())
        {
            using (process)
            {
                if (process.SessionId == me.SessionId && Of(process.Id, isOfInterest) is { } ours)
                    found.Add(ours);
            }
        }

        return found;
    }

    /// <summary>Whether a command line gives its process a part of the app's work; the program itself comes first and may hold blanks.</summary>
    public static bool IsHelper(string? commandLine) => commandLine is not null && commandLine.Split(' ').Skip(1).Any(argument => argument.Trim('"').StartsWith("--type=", StringComparison.Ordinal));

    private static AppProcess? Of(int id, Func<string, bool> isOfInterest)
    {
        using var handle = WindowsNative.Open(id);
        if (handle.IsInvalid || WindowsNative.ProgramOf(handle) is not { } program || !isOfInterest(program) || ProcessStart.Of(id) is not { } started)
            return null;
        return new AppProcess(id, WindowsNative.ParentOf(handle), program, IsHelper(WindowsNative.CommandLineOf(handle)), started);
    }
}

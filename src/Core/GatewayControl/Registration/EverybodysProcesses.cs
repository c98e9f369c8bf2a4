using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What runs on the machine, whoever started it, as far as this process may see it.</summary>
internal sealed class EverybodysProcesses(HostSystem system)
{
    private IReadOnlyList<string>? _commands;

    /// <summary>Whether a process runs from a folder, or was told of it. Windows says so itself, where it refuses to move the folder.</summary>
    public bool RunFrom(string folder) => (_commands ??= [.. Commands()]).Any(command => command.Contains(folder + "/"));

    private IEnumerable<string> Commands() => system.Kind switch
    {
        SystemKind.Linux => Directory.GetDirectories("/proc").Where(IsProcess).SelectMany(process => new[] { system.FinalTarget(process + "/exe"), CommandOf(process) }),
        SystemKind.MacOS => (system.Output("/bin/ps", "-axww -o command=") ?? "").Split('\n'),
        _ => [],
    };

    private static bool IsProcess(string path) => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(process + "/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is not for us to see.
            return "";
        }
    }
}

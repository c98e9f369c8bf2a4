using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>A PowerShell that runs the gateway in its own process, with ASP.NET Core's libraries from the module's folder.</summary>
internal static class PowerShellHost
{
    private const string Library = "ClaudeDesktop.PowerShellHost.dll";

    // The first PowerShell on .NET 10.
    private static readonly Version Oldest = new(7, 6);

    private static readonly Dictionary<string, string> Environment = new()
    {
        ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        ["POWERSHELL_UPDATECHECK"] = "Off",
        ["NO_COLOR"] = "1",

        // What the gateway's own settings say where it is a program of its own; a shell would not read them.
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_TieredPGO"] = "0",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
    };

    /// <param name="system">The machine.</param>
    /// <param name="gatewayFolder">The folder that the module ships its gateway in.</param>
    /// <param name="words">The gateway's arguments.</param>
    /// <param name="shellFolder">The folder of the PowerShell that asks, if it is one.</param>
    /// <param name="forAll">Whether everybody who uses the machine is to run it.</param>
    public static IEnumerable<GatewayRung> Find(HostSystem system, string gatewayFolder, IReadOnlyList<string> words, string? shellFolder, bool forAll = false)
    {
        if (!IsShipped(system, gatewayFolder))
            return [];
        return Programs(system, shellFolder, forAll)
            .Select(program => Rung(system, program, gatewayFolder, words));
    }

    public static GatewayRung Rung(HostSystem system, string program, string gatewayFolder, IReadOnlyList<string> words) =>
        new(GatewayHost.PowerShell, program, Arguments(system, gatewayFolder, words), Environment);

    public static bool IsShipped(HostSystem system, string gatewayFolder) => system.FileExists(system.Join(Folder(system, gatewayFolder), Library));

    private static string Folder(HostSystem system, string gatewayFolder) => system.Join(gatewayFolder, "powershell");

    private static string[] Arguments(HostSystem system, string gatewayFolder, IReadOnlyList<string> words)
    {
        var library = system.Join(Folder(system, gatewayFolder), Library);
        return
        [
            "-NoLogo", "-NoProfile", "-NonInteractive", "-Command",
            $"$ErrorActionPreference = 'Stop'; Import-Module -Name {Quote(library)}; exit (Invoke-CDGatewayHost {string.Join(" ", words.Select(Quote))})",
        ];
    }

    private static string Quote(string word) => word.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') ? word : $"'{string.Concat(word.Select(Doubled))}'";

    // PowerShell takes the typographic quotation marks for the plain one.
    private static string Doubled(char c) => c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B' ? new string(c, 2) : c.ToString();

    /// <summary>
    /// Every PowerShell that is known to be new enough; then those whose age does not show, such as a store's alias:
    /// one that is too old cannot load the library, and ends.
    /// </summary>
    private static IEnumerable<string> Programs(HostSystem system, string? shellFolder, bool forAll)
    {
        var found = (shellFolder is null ? [] : (IEnumerable<string>)[shellFolder]).Concat(system.SearchPath).Concat(UsualFolders(system))
            .Select(folder => system.Join(folder, system.Kind == SystemKind.Windows ? "pwsh.exe" : "pwsh"))
            .Where(system.FileExists)
            .Select(system.FinalTarget)
            .Distinct(system.Kind == SystemKind.Windows ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal)
            .Where(program => !forAll || SharedProgram.IsSafe(system, program))
            .Select(program => (Program: program, Version: VersionOf(system, program)))
            .ToList();
        return found.Where(item => item.Version >= Oldest).Take(1).Concat(found.Where(item => item.Version is null)).Select(item => item.Program);
    }

    private static IEnumerable<string> UsualFolders(HostSystem system) => system.Kind switch
    {
        SystemKind.Windows => [system.Join(system.Variable("ProgramFiles") ?? @"C:\Program Files", "PowerShell", "7")],
        SystemKind.MacOS => ["/usr/local/microsoft/powershell/7", "/opt/homebrew/bin"],
        _ => ["/opt/microsoft/powershell/7", "/snap/bin"],
    };

    private static Version? VersionOf(HostSystem system, string program)
    {
        var end = program.LastIndexOfAny(['/', '\\']);
        return end < 0 ? null : system.FileVersion(system.Join(program.Substring(0, end), "System.Management.Automation.dll"));
    }
}

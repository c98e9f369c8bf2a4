using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>The machine's own .NET with ASP.NET Core.</summary>
internal static class DotnetHost
{
    private const int OldestFramework = 10;

    /// <param name="system">The machine.</param>
    /// <param name="gatewayFolder">The folder that the module ships its gateway in.</param>
    /// <param name="words">The gateway's arguments.</param>
    /// <param name="forAll">Whether everybody who uses the machine is to run it.</param>
    public static IEnumerable<GatewayRung> Find(HostSystem system, string gatewayFolder, IReadOnlyList<string> words, bool forAll = false)
    {
        if (!IsShipped(system, gatewayFolder))
            return [];
        return DotnetRoots(system).Where(root => HasFramework(system, root))
            .Select(root => system.Join(root, HostName(system)))
            .Select(program => forAll ? system.FinalTarget(program) : program)
            .Where(program => !forAll || SharedProgram.IsSafe(system, program)).Take(1)
            .Select(program => Rung(system, program, gatewayFolder, words));
    }

    public static GatewayRung Rung(HostSystem system, string program, string gatewayFolder, IReadOnlyList<string> words) =>
        new(GatewayHost.Dotnet, program, [Assembly(system, gatewayFolder), .. words], new Dictionary<string, string>());

    public static bool IsShipped(HostSystem system, string gatewayFolder) => system.FileExists(Assembly(system, gatewayFolder));

    private static string Assembly(HostSystem system, string gatewayFolder) => system.Join(gatewayFolder, "ClaudeDesktop.Gateway.dll");

    private static IEnumerable<string> DotnetRoots(HostSystem system)
    {
        if (system.Variable("DOTNET_ROOT") is { } root)
            yield return root;
        foreach (var folder in system.SearchPath)
            yield return folder;
        IEnumerable<string> usual = system.Kind switch
        {
            SystemKind.Windows => [system.Join(system.Variable("ProgramFiles") ?? @"C:\Program Files", "dotnet"), system.Join(system.HomeDirectory, ".dotnet")],
            SystemKind.MacOS => ["/usr/local/share/dotnet", "/opt/homebrew/opt/dotnet/libexec", system.Join(system.HomeDirectory, ".dotnet")],
            _ => ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/snap/dotnet-sdk/current", system.Join(system.HomeDirectory, ".dotnet")],
        };
        foreach (var folder in usual)
            yield return folder;
    }

    // The folder of a link such as /usr/bin/dotnet has no frameworks; the folder that it leads to is among the usual ones.
    private static bool HasFramework(HostSystem system, string root) =>
        system.FileExists(system.Join(root, HostName(system)))
        && system.Folders(system.Join(root, "shared", "Microsoft.AspNetCore.App")).Any(IsNewEnough);

    // A newer one than 10 will do: the gateway's settings let it roll forward. Not so a preview of 10 itself, which is older than 10.
    private static bool IsNewEnough(string folder)
    {
        var version = Path.GetFileName(folder.Replace('\\', '/'));
        return int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && (major > OldestFramework || (major == OldestFramework && version.IndexOf('-') < 0));
    }

    private static string HostName(HostSystem system) => system.Kind == SystemKind.Windows ? "dotnet.exe" : "dotnet";
}

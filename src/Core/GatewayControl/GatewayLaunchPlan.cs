using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>How a gateway is started on a machine: which program, with which arguments. Found by looking at files only; nothing is run.</summary>
/// <param name="FileName">The program.</param>
/// <param name="Arguments">Its arguments. Secrets are never among them.</param>
public sealed record GatewayLaunchPlan(string FileName, IReadOnlyList<string> Arguments)
{
    // Not among the arguments, and for that reason not public: a record prints what is.
    internal HandedKeys? Keys { get; private init; }

    /// <summary>With keys that the gateway is told over its standard input.</summary>
    public GatewayLaunchPlan WithKeys(HandedKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return keys.IsEmpty ? this : this with { Arguments = [.. Arguments, "--take-keys"], Keys = keys };
    }

    private const string Name = "ClaudeDesktop.Gateway";
    private const int OldestFramework = 10;

    /// <param name="system">The machine.</param>
    /// <param name="gatewayFolder">The folder that the module ships its gateway in.</param>
    /// <param name="port">The port to listen on; 0 lets the system choose.</param>
    public static GatewayLaunchPlan Find(HostSystem system, string gatewayFolder, int port)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(gatewayFolder);
        var assembly = system.Join(gatewayFolder, Name + ".dll");
        if (!system.FileExists(assembly))
            throw NotFound($"'{assembly}' is missing from the module.", "Install the module again.");
        var host = DotnetRoots(system).Where(root => HasFramework(system, root)).Select(root => system.Join(root, HostName(system))).FirstOrDefault()
            ?? throw NotFound("No .NET with ASP.NET Core 10 was found on this machine.", "Install the ASP.NET Core 10 runtime (https://dotnet.microsoft.com/download/dotnet/10.0), or set DOTNET_ROOT to where it is.");
        return new GatewayLaunchPlan(host, [assembly, "serve", "--watch-stdin", "--port", port.ToString(CultureInfo.InvariantCulture)]);
    }

    private static IEnumerable<string> DotnetRoots(HostSystem system)
    {
        if (system.Variable("DOTNET_ROOT") is { } root)
            yield return root;
        var separator = system.Kind == SystemKind.Windows ? ';' : ':';
        foreach (var folder in (system.Variable("PATH") ?? "").Split(separator).Where(folder => folder.Length > 0))
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

    private static bool IsNewEnough(string folder) =>
        int.TryParse(Path.GetFileName(folder).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= OldestFramework;

    private static string HostName(HostSystem system) => system.Kind == SystemKind.Windows ? "dotnet.exe" : "dotnet";

    private static ClaudeDesktopException NotFound(string message, string action) => new(ErrorCode.GatewayHostNotFound, message, action);
}

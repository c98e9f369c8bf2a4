using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>How a gateway can be started on a machine, the best way first. Found by looking at files only; nothing is run.</summary>
/// <param name="Rungs">At least one. Where the system forbids one, the next is tried.</param>
public sealed record GatewayLaunchPlan(IReadOnlyList<GatewayRung> Rungs)
{
    /// <summary>Names the one host that may be taken, as <c>Start-CDGateway -GatewayHost</c> does.</summary>
    public const string HostVariable = "CLAUDEDESKTOP_GATEWAY_HOST";

    private static readonly GatewayHost[] Hosts = [GatewayHost.Native, GatewayHost.Dotnet, GatewayHost.PowerShell];

    /// <param name="system">The machine.</param>
    /// <param name="gatewayFolder">The folder that the module ships its gateway in.</param>
    /// <param name="port">The port to listen on; 0 lets the system choose.</param>
    /// <param name="only">The one host that may be taken; null for any.</param>
    /// <param name="shellFolder">The folder of the PowerShell that asks, if it is one.</param>
    /// <param name="keys">Keys that the gateway is told over its standard input; null for none.</param>
    /// <param name="log">What it is to write to a log file as well; null for nothing.</param>
    public static GatewayLaunchPlan Find(
        HostSystem system, string gatewayFolder, int port, GatewayHost? only = null, string? shellFolder = null, HandedKeys? keys = null, GatewayLogLevel? log = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(gatewayFolder);
        string[] handed = keys is null or { IsEmpty: true } ? [] : ["--take-keys"];
        string[] file = log is { } level ? ["--write-log", "--log-level", level.ToString()] : [];
        string[] serve = ["serve", "--watch-stdin", "--port", port.ToString(CultureInfo.InvariantCulture), .. handed, .. file];
        return new GatewayLaunchPlan([.. Find(system, gatewayFolder, serve, only, shellFolder).Rungs.Select(rung => rung with { Keys = keys })]);
    }

    /// <summary>The same for whatever else the gateway's program can do.</summary>
    internal static GatewayLaunchPlan Find(
        HostSystem system, string gatewayFolder, IReadOnlyList<string> words, GatewayHost? only = null, string? shellFolder = null, bool forAll = false)
    {
        only ??= FromVariable(system);
        var all = NativeHost.Find(system, gatewayFolder, words)
            .Concat(DotnetHost.Find(system, gatewayFolder, words, forAll))
            .Concat(PowerShellHost.Find(system, gatewayFolder, words, shellFolder, forAll));
        var rungs = all.Where(rung => only is null || rung.Host == only).ToList();
        if (rungs.Count > 0)
            return new GatewayLaunchPlan(rungs);
        throw forAll ? NotForAll(Find(system, gatewayFolder, words, only, shellFolder).Rungs[0]) : NothingFound(system, gatewayFolder, only);
    }

    private static GatewayHost? FromVariable(HostSystem system)
    {
        if (system.Variable(HostVariable) is not { } name)
            return null;
        foreach (var host in Hosts)
        {
            if (string.Equals(host.ToString(), name.Trim(), StringComparison.OrdinalIgnoreCase))
                return host;
        }

        throw NotFound($"{HostVariable} is '{name}', which is no host for the gateway.", $"Set it to {string.Join(", ", Hosts)}, or remove it.");
    }

    private static ClaudeDesktopException NothingFound(HostSystem system, string gatewayFolder, GatewayHost? only)
    {
        if (!DotnetHost.IsShipped(system, gatewayFolder) && !PowerShellHost.IsShipped(system, gatewayFolder))
            return NotFound($"The gateway is missing from the module's folder '{gatewayFolder}'.", "Install the module again.");
        return only switch
        {
            GatewayHost.Native => NotFound(
                $"The module holds no program of its own for {NativeHost.Names(system)[0]}.",
                "Leave -GatewayHost away, or install a package of the module that holds one."),
            GatewayHost.Dotnet => NotFound("No .NET with ASP.NET Core 10 was found on this machine.", DotnetAdvice + "."),
            GatewayHost.PowerShell => NotFound("No PowerShell 7.6 or newer was found on this machine.", PowerShellAdvice + "."),
            _ => NotFound(
                "Nothing on this machine can run the gateway: no .NET with ASP.NET Core 10, no PowerShell 7.6 or newer, and the module holds no program of its own for "
                + NativeHost.Names(system)[0] + ".",
                $"{DotnetAdvice}; or install PowerShell 7.6 or newer (https://aka.ms/powershell)."),
        };
    }

    private static ClaudeDesktopException NotForAll(GatewayRung own) => new(
        ErrorCode.GatewayHostNotFound,
        $"'{own.FileName}' could run the gateway, but not for everybody: its folder is not one that only administrators can write and everybody can read.",
        "Install the ASP.NET Core 10 runtime or PowerShell 7.6 for the whole machine, by the system's own installer or packages; or install a package of the module with a program for this system.",
        own.FileName);

    private const string DotnetAdvice = "Install the ASP.NET Core 10 runtime (https://dotnet.microsoft.com/download/dotnet/10.0), or set DOTNET_ROOT to where it is";

    private const string PowerShellAdvice = "Install PowerShell 7.6 or newer (https://aka.ms/powershell), and see that pwsh is on the PATH";

    private static ClaudeDesktopException NotFound(string message, string action) => new(ErrorCode.GatewayHostNotFound, message, action);
}

using System;
using System.Diagnostics;
using System.IO;
using System.Reflection;

namespace ClaudeDesktop.GatewayControl;

/// <summary>Tells which host a gateway runs in.</summary>
internal static class GatewayHosts
{
    private static readonly Lazy<GatewayHost> Found = new(FindCurrent);

    /// <summary>The host of the gateway that this process is.</summary>
    public static GatewayHost Current => Found.Value;

    /// <param name="entry">The name of the assembly that the process began with.</param>
    /// <param name="program">The path of its program.</param>
    public static GatewayHost Of(string? entry, string? program)
    {
        if (string.Equals(entry, "pwsh", StringComparison.OrdinalIgnoreCase))
            return GatewayHost.PowerShell;
        return string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.OrdinalIgnoreCase) ? GatewayHost.Dotnet : GatewayHost.Native;
    }

    private static GatewayHost FindCurrent()
    {
        using var self = Process.GetCurrentProcess();
        return Of(Assembly.GetEntryAssembly()?.GetName().Name, self.MainModule?.FileName);
    }
}

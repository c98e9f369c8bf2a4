using System.IO;
using System.Reflection;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.Cmdlets;

/// <summary>Where the module lies on this machine: the folder above <c>bin</c>.</summary>
internal static class ModuleFolder
{
    public static string Root { get; } = Path.GetDirectoryName(Bin)!;

    public static string Gateway => Path.Combine(Root, "gateway");

    /// <summary>The gateway with its version, for whoever copies it to a place that stays.</summary>
    public static GatewaySource Source { get; } = new(Gateway, Version());

    /// <summary>The libraries that only Windows PowerShell lacks.</summary>
    public static string DesktopLibraries => Path.Combine(Bin, "desktop");

    private static string Bin => Path.GetDirectoryName(typeof(ModuleFolder).Assembly.Location)!;

    private static string Version() => typeof(ModuleFolder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}

using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>The program that the module ships for a system and processor.</summary>
internal static class NativeHost
{
    // Windows 11 runs programs for x64 on ARM; Windows 10 does not.
    private const int Windows11 = 22000;

    public static IEnumerable<GatewayRung> Find(HostSystem system, string gatewayFolder, IReadOnlyList<string> words) =>
        Names(system)
            .Select(name => system.Join(gatewayFolder, name, "ClaudeDesktop.Gateway" + (system.Kind == SystemKind.Windows ? ".exe" : "")))
            .Where(system.FileExists)
            .Select(file => Rung(file, words));

    public static GatewayRung Rung(string program, IReadOnlyList<string> words) => new(GatewayHost.Native, program, words, new Dictionary<string, string>());

    /// <summary>The names of the folders that may hold a program for this machine, the best first, as .NET names systems.</summary>
    public static IReadOnlyList<string> Names(HostSystem system)
    {
        var processor = system.Processor switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            Architecture.X86 => "x86",
            Architecture.Arm => "arm",
            var other => other.ToString().ToLowerInvariant(),
        };
        return system.Kind switch
        {
            SystemKind.Windows when processor == "arm64" && system.WindowsBuild >= Windows11 => ["win-arm64", "win-x64"],
            SystemKind.Windows => ["win-" + processor],
            SystemKind.MacOS => ["osx-" + processor],
            _ when IsMusl(system, processor) => ["linux-musl-" + processor],
            _ => ["linux-" + processor],
        };
    }

    // Programs made for one C library do not find their loader where only the other is.
    private static bool IsMusl(HostSystem system, string processor)
    {
        var (musl, glibc) = processor == "arm64"
            ? ("/lib/ld-musl-aarch64.so.1", "/lib/ld-linux-aarch64.so.1")
            : ("/lib/ld-musl-x86_64.so.1", "/lib64/ld-linux-x86-64.so.2");
        return system.FileExists(musl) && !system.FileExists(glibc);
    }
}

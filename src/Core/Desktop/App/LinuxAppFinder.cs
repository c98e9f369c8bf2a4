using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.App;

/// <summary>The app of the Linux package. What lies in /usr/bin may be a link or a script, so the program behind it counts too.</summary>
internal sealed class LinuxAppFinder(HostSystem system) : IAppFinder
{
    private const string Package = "claude-desktop";
    private const string Command = "/usr/bin/" + Package;
    private const string Program = "/usr/lib/" + Package + "/" + Package;
    private const string PackageList = "/var/lib/dpkg/status";

    public IReadOnlyList<InstalledApp> Find() =>
        system.FileExists(Command) ? [Of(Command, AppKind.LinuxPackage, () => VersionText.Parse(DpkgStatus.VersionOf(PackageList, Package)), Program)] : [];

    /// <summary>The app that a program starts.</summary>
    public static InstalledApp Of(string command, AppKind kind, System.Func<System.Version?> version, params string[] others)
    {
        string[] programs = [command, UnixNative.RealPath(command) ?? command, .. others];
        return new InstalledApp(kind, command)
        {
            VersionFrom = version,
            IsMainProgram = path => programs.Contains(path),
            IsPart = path => programs.Contains(path),
            LaunchName = command,
        };
    }
}

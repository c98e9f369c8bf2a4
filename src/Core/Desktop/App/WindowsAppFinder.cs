using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.App;

/// <summary>
/// The package first, then the older installer's folder. Other programs that are called claude.exe, such as Claude Code's own and the
/// copies of it that the app downloads, lie elsewhere and so are never taken for the app.
/// </summary>
internal sealed class WindowsAppFinder(HostSystem system, IPackageLookup packages) : IAppFinder
{
    private const string PackageName = "Claude_";
    private const string Publisher = "pzs8sxrjxfjjc";
    private const string Family = PackageName + Publisher;
    private const string Program = "claude.exe";

    public IReadOnlyList<InstalledApp> Find() => [.. Packaged(), .. Classic()];

    private IEnumerable<InstalledApp> Packaged() =>
        from package in packages.Find(Family)
        orderby PackageVersion(package.FullName) descending
        select new InstalledApp(AppKind.WindowsPackage, system.Join(package.Folder, "app", Program))
        {
            VersionFrom = () => PackageVersion(package.FullName),
            IsMainProgram = IsPackagedProgram,
            IsPart = IsPackagedProgram,
            LaunchName = $@"shell:AppsFolder\{Family}!Claude",
        };

    private IEnumerable<InstalledApp> Classic()
    {
        var folder = system.Join(system.Variable("LOCALAPPDATA") ?? system.Join(system.HomeDirectory, "AppData", "Local"), "AnthropicClaude");
        var program = system.Join(folder, Program);
        if (!system.FileExists(program))
            yield break;
        bool IsProgram(string path) => IsClassicProgram(folder, path);
        yield return new InstalledApp(AppKind.WindowsClassic, program)
        {
            VersionFrom = () => system.Folders(folder).Select(AppFolderVersion).Max(),
            IsMainProgram = IsProgram,
            IsPart = IsProgram,
            LaunchName = program,
        };
    }

    // An update may be registered already while the version before it still runs, so any version's folder counts.
    private static bool IsPackagedProgram(string path)
    {
        var parts = path.Split('\\');
        return parts.Length >= 4
            && Same(parts[parts.Length - 1], Program)
            && Same(parts[parts.Length - 2], "app")
            && parts[parts.Length - 3].StartsWith(PackageName, StringComparison.OrdinalIgnoreCase)
            && parts[parts.Length - 3].EndsWith("__" + Publisher, StringComparison.OrdinalIgnoreCase)
            && Same(parts[parts.Length - 4], "WindowsApps");
    }

    // The starter in the folder itself, or a version's program directly in that version's folder.
    private static bool IsClassicProgram(string folder, string path)
    {
        if (!path.StartsWith(folder + "\\", StringComparison.OrdinalIgnoreCase))
            return false;
        var parts = path.Substring(folder.Length + 1).Split('\\');
        return Same(parts[parts.Length - 1], Program) && (parts.Length == 1 || (parts.Length == 2 && AppFolderVersion(parts[0]) is not null));
    }

    private static Version? AppFolderVersion(string folder)
    {
        var name = folder.Substring(folder.LastIndexOf('\\') + 1);
        return name.StartsWith("app-", StringComparison.OrdinalIgnoreCase) ? VersionText.Parse(name.Substring(4)) : null;
    }

    // Name_Version_Architecture_Resource_Publisher
    private static Version? PackageVersion(string fullName) => fullName.Split('_') is { Length: > 1 } parts ? VersionText.Parse(parts[1]) : null;

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

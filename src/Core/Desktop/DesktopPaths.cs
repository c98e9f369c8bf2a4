using System;
using System.Collections.Generic;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Where Claude Desktop keeps the four files that decide where its inference comes from.</summary>
public sealed class DesktopPaths
{
    /// <summary>The file name of our profile, and its id in the config library.</summary>
    public const string ProfileId = "00000000-0000-4000-8000-000000157210";

    private const string ConfigName = "claude_desktop_config.json";
    private const string LibraryName = "configLibrary";
    private const string StandardName = "Claude";
    private const string ThirdPartyName = "Claude-3p";
    private const string PackageFamily = "Claude_pzs8sxrjxfjjc";

    // Older Windows has no way to exempt folders from a packaged app's redirection, whatever its manifest says.
    private const int FirstBuildWithExemptFolders = 20348;

    private readonly HostSystem _system;

    private DesktopPaths(HostSystem system, string standardFolder, string thirdPartyFolder)
    {
        _system = system;
        StandardFolder = standardFolder;
        ThirdPartyFolder = thirdPartyFolder;
        StandardConfig = system.Join(standardFolder, ConfigName);
        ThirdPartyConfig = system.Join(thirdPartyFolder, ConfigName);
        Library = system.Join(thirdPartyFolder, LibraryName);
        LibraryIndex = system.Join(Library, "_meta.json");
        Profile = system.Join(Library, ProfileId + ".json");
    }

    /// <summary>The folder of the app in its standard mode.</summary>
    public string StandardFolder { get; }

    /// <summary>The folder of the app in third-party mode.</summary>
    public string ThirdPartyFolder { get; }

    public string StandardConfig { get; }

    public string ThirdPartyConfig { get; }

    /// <summary>The folder of the profiles, and of the index that says which one is applied.</summary>
    public string Library { get; }

    public string LibraryIndex { get; }

    /// <summary>Our profile.</summary>
    public string Profile { get; }

    /// <summary>The folders in which Claude Desktop, installed in another form or on another Windows, would look for its profiles.</summary>
    internal IReadOnlyList<string> OtherThirdPartyFolders { get; private init; } = [];

    /// <summary>The config libraries of older versions in which no version of today looks.</summary>
    internal IReadOnlyList<string> OldLibraries { get; private init; } = [];

    /// <summary>A library that stands with the standard settings, where some versions kept only what has nothing to do with inference.</summary>
    internal string? StandardLibrary => StandardFolder == ThirdPartyFolder ? null : _system.Join(StandardFolder, LibraryName);

    /// <summary>A profile's file; null where the id cannot be a file's name.</summary>
    internal string? ProfileFile(string id) => id.IndexOfAny(['/', '\\', ':', '\0']) >= 0 ? null : _system.Join(Library, id + ".json");

    public static bool IsSupported(HostSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.Kind != SystemKind.Other;
    }

    public static DesktopPaths Locate(HostSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        if (system.Variable("CLAUDEDESKTOP_APP_HOME") is { } home)
            return new DesktopPaths(system, system.Join(home, StandardName), system.Join(home, ThirdPartyName));

        // The app takes this folder as it stands, without the suffix of its third-party mode.
        if (system.Variable("CLAUDE_USER_DATA_DIR") is { } folder)
            return new DesktopPaths(system, folder, folder);
        return system.Kind switch
        {
            SystemKind.Windows => OnWindows(system),
            SystemKind.MacOS => Under(system, system.Join(system.HomeDirectory, "Library", "Application Support")),
            SystemKind.Linux => Under(system, XdgFolder(system)),
            _ => throw Unsupported(),
        };
    }

    private static DesktopPaths OnWindows(HostSystem system)
    {
        var local = system.Variable("LOCALAPPDATA") ?? system.Join(system.HomeDirectory, "AppData", "Local");
        var roaming = system.Variable("APPDATA") ?? system.Join(system.HomeDirectory, "AppData", "Roaming");
        var cache = system.Join(local, "Packages", PackageFamily, "LocalCache");
        var isPackaged = system.DirectoryExists(cache);
        var redirected = system.Join(cache, "Local");
        var isRedirected = isPackaged && system.WindowsBuild < FirstBuildWithExemptFolders;
        return new DesktopPaths(
            system,
            isPackaged ? system.Join(cache, "Roaming", StandardName) : system.Join(local, StandardName),
            system.Join(isRedirected ? redirected : local, ThirdPartyName))
        {
            OtherThirdPartyFolders = [system.Join(isRedirected ? local : redirected, ThirdPartyName)],
            OldLibraries = [system.Join(roaming, ThirdPartyName, LibraryName), system.Join(cache, "Roaming", ThirdPartyName, LibraryName)],
        };
    }

    private static DesktopPaths Under(HostSystem system, string folder) =>
        new(system, system.Join(folder, StandardName), system.Join(folder, ThirdPartyName));

    private static string XdgFolder(HostSystem system) =>
        system.Variable("XDG_CONFIG_HOME") is { } folder && folder.StartsWith('/') ? folder : system.Join(system.HomeDirectory, ".config");

    private static ClaudeDesktopException Unsupported() => new(
        ErrorCode.PlatformUnsupported,
        "Claude Desktop does not exist for this operating system.",
        "Run the command on Windows, macOS or Linux, or name the folder that holds 'Claude' and 'Claude-3p' in CLAUDEDESKTOP_APP_HOME.");
}

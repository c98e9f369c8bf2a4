using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.App;

/// <summary>The one program that the user named, for an app that is installed at an unusual place. No other is looked for then.</summary>
internal sealed class NamedAppFinder(HostSystem system, string path) : IAppFinder
{
    /// <summary>Says the version of an app that does not say it itself.</summary>
    public const string VersionVariable = "CLAUDEDESKTOP_APP_VERSION";

    public IReadOnlyList<InstalledApp> Find()
    {
        if (system.Kind == SystemKind.MacOS && path.TrimEnd('/').EndsWith(".app", StringComparison.OrdinalIgnoreCase))
            return system.DirectoryExists(path) ? [MacAppFinder.Of(path.TrimEnd('/'), AppKind.Named)] : [];
        if (!system.FileExists(path))
            return [];
        if (system.Kind != SystemKind.Windows)
            return [LinuxAppFinder.Of(path, AppKind.Named, NamedVersion)];
        bool IsProgram(string other) => string.Equals(other, path, StringComparison.OrdinalIgnoreCase);
        return [new InstalledApp(AppKind.Named, path) { VersionFrom = FileVersion, IsMainProgram = IsProgram, IsPart = IsProgram, LaunchName = path }];
    }

    private Version? NamedVersion() => system.Variable(VersionVariable) is { } text ? VersionText.Parse(text) : null;

    private Version? FileVersion()
    {
        try
        {
            return NamedVersion() ?? VersionText.Parse(FileVersionInfo.GetVersionInfo(path).ProductVersion);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return null;
        }
    }
}

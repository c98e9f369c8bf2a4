using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Desktop.App;

/// <summary>A Claude Desktop on this machine, or the statement that none was found.</summary>
public sealed record DesktopApp
{
    public bool IsInstalled => Kind != AppKind.None;

    /// <summary>In which form it is installed.</summary>
    public required AppKind Kind { get; init; }

    /// <summary>Null where the program does not say.</summary>
    public Version? Version { get; init; }

    public string? ExecutablePath { get; init; }

    public bool IsRunning { get; init; }

    /// <summary>The main process; null where the app does not run.</summary>
    public int? ProcessId { get; init; }

    /// <summary>All of its processes: the main one and its helpers. Claude Code's are none of them.</summary>
    public IReadOnlyList<int> ProcessIds { get; init; } = [];

    /// <summary>When the main process started. What was written later it has not read.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The folder with the settings of third-party mode.</summary>
    public required string SettingsFolder { get; init; }

    /// <summary>Every install of this user; a single object that says so where there is none.</summary>
    public static IReadOnlyList<DesktopApp> Find(ModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var folder = context.Paths.ThirdPartyFolder;
        var found = context.App.Read().Select(tree => Of(tree, folder)).ToList();
        return found.Count > 0 ? found : [new DesktopApp { Kind = AppKind.None, SettingsFolder = folder }];
    }

    public override string ToString() => $"Claude Desktop {Version}".TrimEnd();

    internal static DesktopApp Of(AppTree tree, string settingsFolder) => new()
    {
        Kind = tree.App.Kind,
        Version = tree.App.Version,
        ExecutablePath = tree.App.ExecutablePath,
        IsRunning = tree.Main is not null,
        ProcessId = tree.Main?.Id,
        ProcessIds = [.. tree.All.Select(process => process.Id).OrderBy(id => id)],
        StartedAt = tree.Main?.StartedAt,
        SettingsFolder = settingsFolder,
    };
}

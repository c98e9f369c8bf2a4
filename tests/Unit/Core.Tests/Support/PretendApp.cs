using System;
using System.Collections.Generic;
using ClaudeDesktop.Desktop.App;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A Claude Desktop that is installed, and that runs since a moment, as far as looking at it goes.</summary>
internal sealed class PretendApp(string? version = null, DateTimeOffset? runsSince = null) : IAppFinder, IProcessList
{
    private const string Program = "/opt/claude/claude-desktop";

    public AppControl Control => new(this, this, new MacAppCommands());

    public IReadOnlyList<InstalledApp> Find() => [LinuxAppFinder.Of(Program, AppKind.LinuxPackage, () => version is null ? null : new Version(version))];

    public IReadOnlyList<AppProcess> Read(Func<string, bool> isOfInterest) => runsSince is { } start ? [new AppProcess(7, 1, Program, false, start)] : [];
}

using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.App;

/// <summary>The bundle in one of the two folders for programs.</summary>
internal sealed class MacAppFinder(HostSystem system) : IAppFinder
{
    public const string BundleId = "com.anthropic.claudefordesktop";

    public IReadOnlyList<InstalledApp> Find() =>
    [
        .. new[] { "/Applications/Claude.app", system.Join(system.HomeDirectory, "Applications", "Claude.app") }
            .Where(system.DirectoryExists)
            .Select(bundle => Of(bundle, AppKind.MacBundle)),
    ];

    /// <summary>The app of a bundle. Its helpers are programs of their own below <c>Frameworks</c>; what it runs as services is left alone.</summary>
    public static InstalledApp Of(string bundle, AppKind kind)
    {
        var program = bundle + "/Contents/MacOS/Claude";
        return new InstalledApp(kind, program)
        {
            VersionFrom = () => VersionText.Parse(InfoPlist.ReadText(bundle + "/Contents/Info.plist", "CFBundleShortVersionString")),
            IsMainProgram = path => path == program,
            IsPart = path => path == program || path.StartsWith(bundle + "/Contents/Frameworks/", StringComparison.Ordinal),
            LaunchName = bundle,
        };
    }
}

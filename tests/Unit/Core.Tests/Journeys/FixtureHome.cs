using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>A user's home on one of the systems, with what other programs keep in Claude Desktop's folders.</summary>
internal sealed class FixtureHome : IDisposable
{
    private const string PackageCache = "AppData/Local/Packages/Claude_pzs8sxrjxfjjc/LocalCache";

    public FixtureHome(FixtureKind kind)
    {
        Root = Directory.CreateTempSubdirectory("cd-journey-").FullName;
        System = Make(kind, Path.Combine(Root, "home"));
        Data = new DataHome(System, Path.Combine(Root, "data"));
        Foreign.Furnish(this);
    }

    public string Root { get; }

    public FixtureSystem System { get; }

    public DataHome Data { get; }

    public DesktopPaths Paths => DesktopPaths.Locate(System);

    /// <summary>Who answers on the gateway's port, as far as the checks know.</summary>
    public ListenerKind Listener { get; set; } = ListenerKind.Ours;

    public ModuleContext Context() => Context(new FileOperations());

    public ModuleContext Context(IFileOperations files) => new(System, Data, files, () => new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero))
    {
        App = new AppControl(null, new LinuxProcessList(), new LinuxAppCommands()),
    };

    public IReadOnlyList<HealthCode> Test() => [.. new ProfileHealth(Context(), _ => Listener).Check().Select(finding => finding.Code)];

    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content, new UTF8Encoding(false));
    }

    /// <summary>Edits a file as another program does, which knows nothing of us.</summary>
    public void Edit(string path, Func<string, string> edit)
    {
        var before = File.ReadAllText(path);
        var after = edit(before);
        if (after == before)
            throw new InvalidOperationException($"The edit of {Path.GetFileName(path)} changed nothing, so the journey would show nothing.");
        File.WriteAllText(path, after, new UTF8Encoding(false));
    }

    /// <summary>Every file of the home with its bytes, without the keys named, so that the rest can be compared.</summary>
    public SortedDictionary<string, string> Tree(params string[] without) => new(
        Directory.GetFiles(System.HomeDirectory, "*", SearchOption.AllDirectories).ToDictionary(path => path, path => Text(path, without)), StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Text(string path, string[] without)
    {
        var bytes = File.ReadAllBytes(path);
        if (without.Length == 0)
            return Encoding.UTF8.GetString(bytes);
        var text = JsonText.Parse(bytes, path);
        foreach (var key in without)
            text = text.Remove(key);
        return Encoding.UTF8.GetString(text.ToBytes());
    }

    private static FixtureSystem Make(FixtureKind kind, string home)
    {
        Directory.CreateDirectory(home);
        var system = kind switch
        {
            FixtureKind.WindowsPackaged => new FixtureSystem(SystemKind.Windows, home, 22631),
            FixtureKind.WindowsPackagedBefore20348 => new FixtureSystem(SystemKind.Windows, home, 19045),
            FixtureKind.WindowsClassic => new FixtureSystem(SystemKind.Windows, home, 22631),
            FixtureKind.MacOS => new FixtureSystem(SystemKind.MacOS, home, 0),
            _ => new FixtureSystem(SystemKind.Linux, home, 0),
        };
        if (kind is FixtureKind.WindowsPackaged or FixtureKind.WindowsPackagedBefore20348)
            Directory.CreateDirectory(Path.Combine(home, PackageCache));
        if (kind == FixtureKind.UserDataFolder)
            system.Variables["CLAUDE_USER_DATA_DIR"] = Path.Combine(home, "claude-data");
        return system;
    }
}

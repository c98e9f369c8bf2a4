using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.App;

/// <summary>What is read of versions, processes and environments, whichever system it comes from.</summary>
public sealed partial class AppReadingTests : IDisposable
{
    private const string Program = "/opt/claude-desktop";
    private static readonly InstalledApp App = LinuxAppFinder.Of(Program, AppKind.Named, () => null);
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("2.19675.0.0", "2.19675.0")]
    [InlineData("2.19675.0", "2.19675.0")]
    [InlineData("1:1.8555.2-1ubuntu3", "1.8555.2")]
    [InlineData("1.2.3.4", "1.2.3.4")]
    [InlineData("1.2-beta", "1.2")]
    [InlineData("new", null)]
    [InlineData("", null)]
    public void A_version_is_read_as_installers_write_it(string text, string? version) => Assert.Equal(version, VersionText.Parse(text)?.ToString());

    [Fact]
    public void The_package_list_gives_the_version_of_this_package_alone()
    {
        string[] list = ["Package: claude-desktop-helper", "Version: 9.9", "", "Package: claude-desktop", "Status: install ok installed", "Version: 2.1.0-1", "", "Package: z", "Version: 3"];

        Assert.Equal("2.1.0-1", DpkgStatus.VersionOf(list, "claude-desktop"));
        Assert.Null(DpkgStatus.VersionOf(list, "claude"));
        Assert.Null(DpkgStatus.VersionOf("/nowhere/status", "claude-desktop"));
    }

    [Fact]
    public void A_bundles_version_is_read_without_fetching_the_document_type()
    {
        const string Plist = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0"><dict>
              <key>CFBundleName</key><string>Claude</string>
              <key>CFBundleShortVersionString</key><string>2.19675.0</string>
              <key>CFBundleVersion</key><string>7</string>
            </dict></plist>
            """;
        _home.Write(Path.Combine(_home.Root, "Claude.app", "Contents", "Info.plist"), Plist);

        Assert.Equal(new Version(2, 19675, 0), MacAppFinder.Of(Path.Combine(_home.Root, "Claude.app"), AppKind.MacBundle).Version);
        Assert.Null(InfoPlist.Find(Plist, "Nothing"));
        Assert.Null(InfoPlist.Find("<plist", "CFBundleName"));
        Assert.Null(MacAppFinder.Of("/nowhere/Claude.app", AppKind.MacBundle).Version);
    }

    [Fact]
    public void The_list_of_ps_is_read_with_the_blanks_in_its_paths()
    {
        const string Output = "    1     0 /sbin/launchd\n 4242     1 /Applications/Claude.app/Contents/MacOS/Claude\n 4243  4242 /Applications/Claude.app/Contents/Frameworks/Claude Helper (GPU).app/Contents/MacOS/Claude Helper (GPU)\n\n";

        Assert.Equal(
            [(1, 0, "/sbin/launchd"), (4242, 1, "/Applications/Claude.app/Contents/MacOS/Claude"), (4243, 4242, "/Applications/Claude.app/Contents/Frameworks/Claude Helper (GPU).app/Contents/MacOS/Claude Helper (GPU)")],
            MacProcessList.Parse(Output));
    }

    [Theory]
    [InlineData("\"C:\\Program Files\\WindowsApps\\x\\app\\claude.exe\" --type=renderer --lang=en", true)]
    [InlineData("claude.exe \"--type=gpu-process\"", true)]
    [InlineData("\"C:\\Program Files\\WindowsApps\\x\\app\\claude.exe\"", false)]
    [InlineData("claude.exe --process-start-args", false)]
    [InlineData(null, false)]
    public void A_helper_on_Windows_is_known_by_its_arguments(string? commandLine, bool isHelper) => Assert.Equal(isHelper, WindowsProcessList.IsHelper(commandLine));

    [Fact]
    public void The_main_process_is_the_one_that_is_no_helper_and_no_child()
    {
        AppProcess[] all = [Process(12, 11), Process(11, 10, isHelper: true), Process(10, 1), Process(13, 10)];

        Assert.Equal(10, AppTree.Of(App, all).Main!.Id);
        Assert.Equal(4, AppTree.Of(App, all).All.Count);
    }

    [Fact]
    public void A_helper_that_was_left_behind_is_no_running_app()
    {
        var tree = AppTree.Of(App, [Process(11, 1, isHelper: true), new AppProcess(12, 1, "/usr/bin/claude", false, default)]);

        Assert.Null(tree.Main);
        Assert.Equal(11, Assert.Single(tree.All).Id);
    }

    [Fact]
    public void The_processes_of_this_user_are_read_from_proc_with_their_parents_and_arguments()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux'.");
        var me = Environment.ProcessPath!;

        var found = Assert.Single(new LinuxProcessList().Read(path => path == me), process => process.Id == Environment.ProcessId);

        Assert.False(found.IsHelper);
        Assert.NotEqual(0, found.ParentId);
        Assert.Equal(System.Diagnostics.Process.GetCurrentProcess().StartTime.ToUniversalTime(), found.StartedAt.UtcDateTime);
    }

    [Fact]
    public void Another_users_processes_are_none_of_ours_and_a_replaced_program_keeps_its_path()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux'.");
        var proc = Path.Combine(_home.Root, "proc");
        WriteProcess(proc, "self", 1000, Program);
        WriteProcess(proc, Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture), 1000, Program + " (deleted)", "--type=utility");
        WriteProcess(proc, "1", 0, Program);

        var found = Assert.Single(new LinuxProcessList(proc).Read(path => path == Program));

        Assert.Equal((Environment.ProcessId, 7, true), (found.Id, found.ParentId, found.IsHelper));
    }

    [Fact]
    public void Nothing_of_a_shell_that_may_be_a_secret_is_handed_on()
    {
        var shell = new Hashtable
        {
            ["PATH"] = "/usr/bin", ["XDG_RUNTIME_DIR"] = "/run/user/1000", ["LC_ALL"] = "C", ["HTTPS_PROXY"] = "http://proxy:8080", ["http_proxy"] = "http://ada:pass@proxy:8080",
            ["ANTHROPIC_API_KEY"] = "sk-x", ["GITHUB_TOKEN"] = "t", ["CLAUDEDESKTOP_HOME"] = "/x", ["ANTHROPIC_BASE_URL"] = "https://x", ["LD_PRELOAD"] = "x.so", ["NODE_OPTIONS"] = "-r x",
        };

        Assert.Equal(["HTTPS_PROXY", "LC_ALL", "PATH", "XDG_RUNTIME_DIR"], LaunchEnvironment.Of(shell).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_key_of_a_profile_has_the_version_that_its_documentation_names()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ClaudeDesktop.PS.sln")))
            folder = Path.GetDirectoryName(folder)!;
        var documented = DocumentedKey().Matches(File.ReadAllText(Path.Combine(folder, "docs", "profile-keys.md")))
            .ToDictionary(row => row.Groups["key"].Value, row => row.Groups["version"].Value);

        Assert.Equal(ProfileKeys.Ours.Order(StringComparer.Ordinal), AppVersions.FirstToRead.Keys.Order(StringComparer.Ordinal));
        Assert.All(AppVersions.FirstToRead, row => Assert.Equal(documented[row.Key], row.Value.ToString()));
        Assert.Equal("1.8555.0", AppVersions.OldestSupported.ToString());
    }

    [Theory]
    [InlineData("1.8554.9", HealthCode.AppTooOld)]
    [InlineData("1.8555.0", HealthCode.Healthy)]
    [InlineData(null, HealthCode.Healthy)]
    public void An_app_that_is_too_old_for_the_profile_is_found(string? version, HealthCode code)
    {
        _home.AddMapped("kimi");
        new ProfileSwitch(_home.Context()).Enable("kimi");
        var app = LinuxAppFinder.Of(Program, AppKind.LinuxPackage, () => version is null ? null : new Version(version));
        var context = new ModuleContext(_home.System, _home.Data, new FileOperations(), () => DateTimeOffset.Now) { App = new AppControl(new Found(app), new Nothing(), new MacAppCommands()) };

        var finding = Assert.Single(new ProfileHealth(context, _ => ListenerKind.Ours).Check());

        Assert.Equal(code, finding.Code);
        Assert.Equal(code == HealthCode.AppTooOld, finding.Message.Contains("1.8554.9 does not read", StringComparison.Ordinal));
    }

    private static AppProcess Process(int id, int parent, bool isHelper = false) => new(id, parent, Program, isHelper, DateTimeOffset.UnixEpoch.AddSeconds(id));

    private void WriteProcess(string proc, string id, int user, string program, params string[] arguments)
    {
        var folder = Path.Combine(proc, id);
        _home.Write(Path.Combine(folder, "status"), $"Name:\tclaude-desktop\nPPid:\t7\nUid:\t{user}\t{user}\t{user}\t{user}\n");
        _home.Write(Path.Combine(folder, "cmdline"), string.Join('\0', [program, .. arguments]) + '\0');
        File.CreateSymbolicLink(Path.Combine(folder, "exe"), program);
    }

    [GeneratedRegex(@"^\| `(?<key>\w+)` \|[^|]*\|[^|]*\| (?<version>[\d.]+) \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedKey();

    private sealed class Found(InstalledApp app) : IAppFinder
    {
        public System.Collections.Generic.IReadOnlyList<InstalledApp> Find() => [app];
    }

    private sealed class Nothing : IProcessList
    {
        public System.Collections.Generic.IReadOnlyList<AppProcess> Read(Func<string, bool> isOfInterest) => [];
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.App;

public class AppFinderTests
{
    private const string Local = @"C:\Users\ada\AppData\Local";
    private const string Package = @"C:\Program Files\WindowsApps\Claude_2.19675.0.0_x64__pzs8sxrjxfjjc";

    [Fact]
    public void The_Windows_package_is_found_by_what_Windows_knows_even_where_its_folder_cannot_be_read()
    {
        var app = Assert.Single(OnWindows(Package).Find());

        Assert.Equal((AppKind.WindowsPackage, Package + @"\app\claude.exe"), (app.Kind, app.ExecutablePath));
        Assert.Equal(new Version(2, 19675, 0), app.Version);
        Assert.Equal(["shell:AppsFolder\\Claude_pzs8sxrjxfjjc!Claude"], new WindowsAppCommands(Windows()).Launch(app).Arguments);
    }

    [Fact]
    public void The_older_installer_is_found_beside_the_package_with_its_newest_version()
    {
        var system = Windows();
        foreach (var path in new[] { @"\claude.exe", @"\app-1.9.10", @"\app-1.12.3", @"\packages" })
            system.Existing.Add(Local + @"\AnthropicClaude" + path);

        var found = new WindowsAppFinder(system, new Packages([Package])).Find();

        Assert.Equal([AppKind.WindowsPackage, AppKind.WindowsClassic], found.Select(app => app.Kind));
        Assert.Equal(new Version(1, 12, 3), found[1].Version);
        var launch = new WindowsAppCommands(system).Launch(found[1]);
        Assert.Equal((@"C:\Windows\explorer.exe", Local + @"\AnthropicClaude\claude.exe"), (launch.FileName, Assert.Single(launch.Arguments)));
    }

    [Theory]
    [InlineData(Package + @"\app\claude.exe", true)]
    [InlineData(Package + @"\app\Claude.exe", true)]
    [InlineData(@"C:\Program Files\WindowsApps\Claude_2.18000.0.0_x64__pzs8sxrjxfjjc\app\claude.exe", true)]
    [InlineData(Package + @"\app\resources\cowork-svc.exe", false)]
    [InlineData(Package + @"\app\resources\claude.exe", false)]
    [InlineData(@"C:\Program Files\WindowsApps\Claude_1.0.0.0_x64__somebodyelse\app\claude.exe", false)]
    [InlineData(@"C:\Users\ada\.local\bin\claude.exe", false)]
    [InlineData(Local + @"\Claude-3p\claude-code\2.1.0\claude.exe", false)]
    [InlineData(Local + @"\AnthropicClaude\claude.exe", true)]
    [InlineData(Local + @"\AnthropicClaude\app-1.12.3\claude.exe", true)]
    [InlineData(Local + @"\AnthropicClaude\app-1.12.3\resources\claude.exe", false)]
    [InlineData(Local + @"\AnthropicClaude\app-1.12.3\squirrel.exe", false)]
    [InlineData(Local + @"\AnthropicClaude\packages\claude.exe", false)]
    [InlineData(Local + @"\AnthropicClaude-other\claude.exe", false)]
    public void On_Windows_only_the_apps_own_program_belongs_to_it(string path, bool belongs)
    {
        var system = Windows();
        system.Existing.Add(Local + @"\AnthropicClaude\claude.exe");

        Assert.Equal(belongs, new WindowsAppFinder(system, new Packages([Package])).Find().Any(app => app.IsPart(path)));
    }

    [Fact]
    public void A_helper_that_the_app_downloaded_is_never_taken_for_an_install()
    {
        var system = Windows();
        system.Existing.Add(Local + @"\Claude-3p\claude-code\2.1.0\claude.exe");

        Assert.Empty(new WindowsAppFinder(system, new Packages([])).Find());
    }

    [Theory]
    [InlineData("/Applications/Claude.app/Contents/MacOS/Claude", true, true)]
    [InlineData("/Applications/Claude.app/Contents/Frameworks/Claude Helper (Renderer).app/Contents/MacOS/Claude Helper (Renderer)", true, false)]
    [InlineData("/Applications/Claude.app/Contents/Resources/cowork-vm", false, false)]
    [InlineData("/Applications/Claude.app.old/Contents/MacOS/Claude", false, false)]
    [InlineData("/Users/ada/.local/bin/claude", false, false)]
    [InlineData("/Users/ada/Library/Application Support/Claude-3p/claude-code/2.1.0/claude", false, false)]
    public void On_macOS_the_bundle_and_its_helpers_belong_to_it(string path, bool belongs, bool isMain)
    {
        var system = new PretendSystem(SystemKind.MacOS, "/Users/ada");
        system.Existing.Add("/Applications/Claude.app");

        var app = Assert.Single(new MacAppFinder(system).Find());

        Assert.Equal((belongs, isMain), (app.IsPart(path), app.IsMainProgram(path)));
        Assert.Equal(("/usr/bin/open", "/Applications/Claude.app"), (new MacAppCommands().Launch(app).FileName, Assert.Single(new MacAppCommands().Launch(app).Arguments)));
        Assert.Equal(["-e", "tell application id \"com.anthropic.claudefordesktop\" to quit"], MacAppCommands.Quit.Arguments);
    }

    [Fact]
    public void On_macOS_the_users_own_folder_is_looked_into_too()
    {
        var system = new PretendSystem(SystemKind.MacOS, "/Users/ada");
        system.Existing.Add("/Users/ada/Applications/Claude.app");

        Assert.Equal("/Users/ada/Applications/Claude.app/Contents/MacOS/Claude", Assert.Single(new MacAppFinder(system).Find()).ExecutablePath);
    }

    [Fact]
    public void On_Linux_the_packages_command_is_found_and_the_program_behind_it_belongs_to_it()
    {
        var system = new PretendSystem(SystemKind.Linux, "/home/ada");
        Assert.Empty(new LinuxAppFinder(system).Find());
        system.Existing.Add("/usr/bin/claude-desktop");

        var app = Assert.Single(new LinuxAppFinder(system).Find());

        Assert.True(app.IsMainProgram("/usr/lib/claude-desktop/claude-desktop"));
        Assert.False(app.IsPart("/home/ada/bin/claude-desktop"));
        Assert.False(app.IsPart("/home/ada/.local/bin/claude"));
        Assert.Equal("/usr/bin/claude-desktop", new LinuxAppCommands().Launch(app).Arguments[^1]);
    }

    [Fact]
    public void On_Linux_a_link_belongs_to_the_app_with_what_it_leads_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such links.");
        var folder = Directory.CreateTempSubdirectory("cd-test-").FullName;
        try
        {
            var program = Path.Combine(folder, "program");
            var link = Path.Combine(folder, "link");
            File.WriteAllText(program, "");
            File.CreateSymbolicLink(link, program);

            Assert.True(LinuxAppFinder.Of(link, AppKind.Named, () => null).IsMainProgram(program));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_named_program_is_the_only_one_that_counts()
    {
        var system = Windows();
        system.Existing.Add(@"D:\Portable\claude.exe");
        system.Existing.Add(Local + @"\AnthropicClaude\claude.exe");

        var app = Assert.Single(new NamedAppFinder(system, @"D:\Portable\claude.exe").Find());

        Assert.Equal((AppKind.Named, true, false), (app.Kind, app.IsPart(@"d:\portable\Claude.exe"), app.IsPart(Local + @"\AnthropicClaude\claude.exe")));
        Assert.Empty(new NamedAppFinder(system, @"D:\Portable\other.exe").Find());
    }

    [Fact]
    public void A_named_bundle_is_taken_as_one()
    {
        var system = new PretendSystem(SystemKind.MacOS, "/Users/ada");
        system.Existing.Add("/Volumes/Tools/Claude.app");

        Assert.Equal("/Volumes/Tools/Claude.app/Contents/MacOS/Claude", Assert.Single(new NamedAppFinder(system, "/Volumes/Tools/Claude.app").Find()).ExecutablePath);
    }

    private static PretendSystem Windows() => new(SystemKind.Windows, @"C:\Users\ada", 22631) { Variables = { ["LOCALAPPDATA"] = Local } };

    private static WindowsAppFinder OnWindows(params string[] folders) => new(Windows(), new Packages(folders));

    private sealed class Packages(string[] folders) : IPackageLookup
    {
        public IEnumerable<(string FullName, string Folder)> Find(string family)
        {
            Assert.Equal("Claude_pzs8sxrjxfjjc", family);
            return folders.Select(folder => (folder[(folder.LastIndexOf('\\') + 1)..], folder));
        }
    }
}

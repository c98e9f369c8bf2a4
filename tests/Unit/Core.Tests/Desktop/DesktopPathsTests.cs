using ClaudeDesktop.Desktop;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public class DesktopPathsTests
{
    private const string Local = @"C:\Users\ada\AppData\Local";
    private const string Cache = Local + @"\Packages\Claude_pzs8sxrjxfjjc\LocalCache";

    [Fact]
    public void On_Windows_both_folders_lie_in_the_local_application_data()
    {
        var paths = DesktopPaths.Locate(Windows(22631));

        Assert.Equal(Local + @"\Claude\claude_desktop_config.json", paths.StandardConfig);
        Assert.Equal(Local + @"\Claude-3p\claude_desktop_config.json", paths.ThirdPartyConfig);
        Assert.Equal(Local + @"\Claude-3p\configLibrary\_meta.json", paths.LibraryIndex);
        Assert.Equal(Local + @"\Claude-3p\configLibrary\00000000-0000-4000-8000-000000157210.json", paths.Profile);
    }

    [Theory]
    [InlineData(22631, Local + @"\Claude-3p")]
    [InlineData(19045, Cache + @"\Local\Claude-3p")]
    public void A_packaged_app_reads_its_own_cache_where_Windows_redirects_it(int build, string thirdParty)
    {
        var system = Windows(build);
        system.Existing.Add(Cache);

        var paths = DesktopPaths.Locate(system);

        Assert.Equal(Cache + @"\Roaming\Claude", paths.StandardFolder);
        Assert.Equal(thirdParty, paths.ThirdPartyFolder);
    }

    [Fact]
    public void On_macOS_both_folders_lie_in_the_application_support()
    {
        var paths = DesktopPaths.Locate(new PretendSystem(SystemKind.MacOS, "/Users/ada"));

        Assert.Equal("/Users/ada/Library/Application Support/Claude", paths.StandardFolder);
        Assert.Equal("/Users/ada/Library/Application Support/Claude-3p", paths.ThirdPartyFolder);
    }

    [Theory]
    [InlineData(null, "/home/ada/.config/Claude-3p")]
    [InlineData("/srv/config", "/srv/config/Claude-3p")]
    [InlineData("relative", "/home/ada/.config/Claude-3p")]
    public void On_Linux_the_configuration_folder_of_the_desktop_is_used(string? xdg, string thirdParty)
    {
        var system = new PretendSystem(SystemKind.Linux, "/home/ada");
        if (xdg is not null)
            system.Variables["XDG_CONFIG_HOME"] = xdg;

        Assert.Equal(thirdParty, DesktopPaths.Locate(system).ThirdPartyFolder);
    }

    [Fact]
    public void The_apps_own_override_is_taken_without_the_suffix()
    {
        var system = new PretendSystem(SystemKind.Linux, "/home/ada");
        system.Variables["CLAUDE_USER_DATA_DIR"] = "/data/claude";

        var paths = DesktopPaths.Locate(system);

        Assert.Equal("/data/claude/configLibrary", paths.Library);
        Assert.Equal(paths.StandardConfig, paths.ThirdPartyConfig);
    }

    [Fact]
    public void Our_override_wins_over_everything()
    {
        var system = new PretendSystem(SystemKind.Other, "/home/ada");
        system.Variables["CLAUDE_USER_DATA_DIR"] = "/data/claude";
        system.Variables["CLAUDEDESKTOP_APP_HOME"] = "/tmp/app/";

        Assert.Equal("/tmp/app/Claude-3p", DesktopPaths.Locate(system).ThirdPartyFolder);
    }

    [Fact]
    public void A_system_without_Claude_Desktop_is_said_so()
    {
        var error = Assert.Throws<ClaudeDesktopException>(() => DesktopPaths.Locate(new PretendSystem(SystemKind.Other, "/home/ada")));

        Assert.Equal(ErrorCode.PlatformUnsupported, error.Code);
    }

    [Theory]
    [InlineData(SystemKind.Windows, @"C:\Users\ada", @"C:\Users\ada\AppData\Local\ClaudeDesktop.PS")]
    [InlineData(SystemKind.MacOS, "/Users/ada", "/Users/ada/Library/Application Support/ClaudeDesktop.PS")]
    [InlineData(SystemKind.Linux, "/home/ada", "/home/ada/.local/share/ClaudeDesktop.PS")]
    public void The_modules_own_data_lies_where_the_system_wants_it(SystemKind kind, string home, string expected)
    {
        Assert.Equal(expected, DataHome.Locate(new PretendSystem(kind, home)).Root);
    }

    private static PretendSystem Windows(int build) => new(SystemKind.Windows, @"C:\Users\ada", build) { Variables = { ["LOCALAPPDATA"] = Local } };
}

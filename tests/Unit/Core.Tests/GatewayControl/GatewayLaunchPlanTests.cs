using System;
using System.Linq;
using System.Runtime.InteropServices;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl;

public class GatewayLaunchPlanTests
{
    private static readonly string[] Serve = ["serve", "--watch-stdin", "--port", "15721"];

    [Fact]
    public void The_modules_own_program_comes_first_then_dotnet_then_PowerShell()
    {
        var system = Linux("/usr/share/dotnet");
        system.Existing.UnionWith(["/module/gateway/linux-x64/ClaudeDesktop.Gateway", "/usr/share/dotnet/shared/Microsoft.AspNetCore.App/10.0.12"]);
        AddPowerShell(system, "/opt/microsoft/powershell/7", "7.6.5.500");

        var rungs = GatewayLaunchPlan.Find(system, "/module/gateway", 15721).Rungs;

        Assert.Equal([GatewayHost.Native, GatewayHost.Dotnet, GatewayHost.PowerShell], rungs.Select(rung => rung.Host));
        Assert.Equal(["/module/gateway/linux-x64/ClaudeDesktop.Gateway", "/usr/share/dotnet/dotnet", "/opt/microsoft/powershell/7/pwsh"], rungs.Select(rung => rung.FileName));
        Assert.Equal(Serve, rungs[0].Arguments);
        Assert.Equal(["/module/gateway/ClaudeDesktop.Gateway.dll", .. Serve], rungs[1].Arguments);
        Assert.Contains("-NoProfile", rungs[2].Arguments);
        Assert.Equal(
            "$ErrorActionPreference = 'Stop'; Import-Module -Name '/module/gateway/powershell/ClaudeDesktop.PowerShellHost.dll'; exit (Invoke-CDGatewayHost serve --watch-stdin --port 15721)",
            rungs[2].Arguments[^1]);
    }

    [Theory]
    [InlineData("/home/O'Brien", "/home/O''Brien")]
    [InlineData("/home/O\u2019Brien", "/home/O\u2019\u2019Brien")]
    [InlineData("/home/\u2018a\u201Ab\u201B", "/home/\u2018\u2018a\u201A\u201Ab\u201B\u201B")]
    [InlineData("/home/a\"b$c`d", "/home/a\"b$c`d")]
    public void A_path_is_one_text_for_PowerShell_whatever_quotation_marks_are_in_it(string folder, string quoted)
    {
        var rung = PowerShellHost.Rung(Linux("/usr/share/dotnet"), "/usr/bin/pwsh", folder, ["serve"]);
        Assert.Contains($"-Name '{quoted}/powershell/ClaudeDesktop.PowerShellHost.dll';", rung.Arguments[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Handed_keys_are_told_of_by_a_word_and_printed_nowhere()
    {
        var keys = new HandedKeys();
        keys.Add(KeySource.FromVault("work", "kimi"), "sk-handed-0123456789");
        var system = Linux("/usr/share/dotnet");
        system.Existing.Add("/usr/share/dotnet/shared/Microsoft.AspNetCore.App/10.0.12");
        AddPowerShell(system, "/opt/microsoft/powershell/7", "7.6.5.500");

        var rungs = GatewayLaunchPlan.Find(system, "/module/gateway", 15721, keys: keys).Rungs;

        Assert.Equal(["/module/gateway/ClaudeDesktop.Gateway.dll", .. Serve, "--take-keys"], rungs[0].Arguments);
        Assert.EndsWith("--take-keys)", rungs[1].Arguments[^1], StringComparison.Ordinal);
        Assert.All(rungs, rung => Assert.DoesNotContain("sk-handed", rung.ToString() + string.Join(' ', rung.Arguments), StringComparison.Ordinal));
        Assert.All(GatewayLaunchPlan.Find(system, "/module/gateway", 15721, keys: new HandedKeys()).Rungs, rung => Assert.DoesNotContain("take-keys", rung.Arguments[^1], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SystemKind.Windows, 22631, Architecture.X64, "win-x64")]
    [InlineData(SystemKind.Windows, 22631, Architecture.Arm64, "win-arm64 win-x64")]
    [InlineData(SystemKind.Windows, 19045, Architecture.Arm64, "win-arm64")]
    [InlineData(SystemKind.Windows, 19045, Architecture.X86, "win-x86")]
    [InlineData(SystemKind.MacOS, 0, Architecture.Arm64, "osx-arm64")]
    [InlineData(SystemKind.MacOS, 0, Architecture.X64, "osx-x64")]
    [InlineData(SystemKind.Linux, 0, Architecture.X64, "linux-x64")]
    [InlineData(SystemKind.Linux, 0, Architecture.Arm64, "linux-arm64")]
    public void A_program_is_taken_only_for_the_system_and_processor_that_it_was_made_for(SystemKind kind, int build, Architecture processor, string expected)
    {
        var system = new PretendSystem(kind, "/home/ada", build) { ItsProcessor = processor };
        var separator = kind == SystemKind.Windows ? '\\' : '/';
        var folder = kind == SystemKind.Windows ? @"C:\module\gateway" : "/module/gateway";
        var program = kind == SystemKind.Windows ? "ClaudeDesktop.Gateway.exe" : "ClaudeDesktop.Gateway";
        foreach (var name in (string[])["win-x64", "win-x86", "win-arm64", "osx-x64", "osx-arm64", "linux-x64", "linux-arm64", "linux-musl-x64"])
            system.Existing.Add(string.Join(separator, folder, name, program));

        var rungs = GatewayLaunchPlan.Find(system, folder, 0).Rungs;

        Assert.Equal(expected.Split(' ').Select(name => string.Join(separator, folder, name, program)), rungs.Select(rung => rung.FileName));
    }

    [Theory]
    [InlineData(Architecture.X64, "/lib/ld-musl-x86_64.so.1", "/lib64/ld-linux-x86-64.so.2", "x64")]
    [InlineData(Architecture.Arm64, "/lib/ld-musl-aarch64.so.1", "/lib/ld-linux-aarch64.so.1", "arm64")]
    public void A_Linux_with_musl_alone_gets_no_program_made_for_glibc(Architecture processor, string musl, string glibc, string name)
    {
        var system = new PretendSystem(SystemKind.Linux, "/home/ada") { ItsProcessor = processor, Existing = { musl } };
        system.Existing.Add($"/module/gateway/linux-{name}/ClaudeDesktop.Gateway");
        system.Existing.Add($"/module/gateway/linux-musl-{name}/ClaudeDesktop.Gateway");
        Assert.Equal($"/module/gateway/linux-musl-{name}/ClaudeDesktop.Gateway", Assert.Single(GatewayLaunchPlan.Find(system, "/module/gateway", 0).Rungs).FileName);

        system.Existing.Add(glibc);
        Assert.Equal($"/module/gateway/linux-{name}/ClaudeDesktop.Gateway", Assert.Single(GatewayLaunchPlan.Find(system, "/module/gateway", 0).Rungs).FileName);
    }

    [Fact]
    public void The_dotnet_with_ASP_NET_Core_10_is_taken_and_an_older_one_is_passed_over()
    {
        var system = Linux("/opt/old", "/opt/preview", "/usr/share/dotnet");
        system.Existing.Add("/opt/old/shared/Microsoft.AspNetCore.App/8.0.31");
        system.Existing.Add("/opt/preview/shared/Microsoft.AspNetCore.App/10.0.0-rc.1.25451.107");
        system.Existing.Add("/usr/share/dotnet/shared/Microsoft.AspNetCore.App/10.0.12");
        system.Variables["PATH"] = "/opt/old:/opt/preview:/usr/bin";

        var rung = Assert.Single(GatewayLaunchPlan.Find(system, "/module/gateway", 15721).Rungs);

        Assert.Equal("/usr/share/dotnet/dotnet", rung.FileName);
        Assert.Equal(["/module/gateway/ClaudeDesktop.Gateway.dll", .. Serve], rung.Arguments);
    }

    [Fact]
    public void What_DOTNET_ROOT_names_comes_first()
    {
        var system = Linux("/opt/mine", "/usr/share/dotnet");
        system.Existing.Add("/opt/mine/shared/Microsoft.AspNetCore.App/11.0.0");
        system.Existing.Add("/usr/share/dotnet/shared/Microsoft.AspNetCore.App/10.0.12");
        system.Variables["DOTNET_ROOT"] = "/opt/mine";

        Assert.Equal("/opt/mine/dotnet", GatewayLaunchPlan.Find(system, "/module/gateway", 0).Rungs[0].FileName);
    }

    [Fact]
    public void The_shell_that_asks_comes_before_the_PATH_where_it_is_new_enough()
    {
        var system = Linux();
        AddPowerShell(system, "/opt/mine", "7.6.1.0");
        AddPowerShell(system, "/opt/other", "7.7.0.0");
        system.Variables["PATH"] = "/opt/other";

        Assert.Equal("/opt/mine/pwsh", Assert.Single(GatewayLaunchPlan.Find(system, "/module/gateway", 0, shellFolder: "/opt/mine").Rungs).FileName);

        system.Versions["/opt/mine/System.Management.Automation.dll"] = "7.4.6.500";
        Assert.Equal("/opt/other/pwsh", Assert.Single(GatewayLaunchPlan.Find(system, "/module/gateway", 0, shellFolder: "/opt/mine").Rungs).FileName);
    }

    [Fact]
    public void A_link_to_PowerShell_is_followed_to_tell_its_version()
    {
        var system = Linux();
        AddPowerShell(system, "/srv/powershell", "7.6.5.500");
        system.Existing.Add("/usr/bin/pwsh");
        system.Links["/usr/bin/pwsh"] = "/srv/powershell/pwsh";
        system.Variables["PATH"] = "/usr/bin";

        Assert.Equal("/srv/powershell/pwsh", Assert.Single(GatewayLaunchPlan.Find(system, "/module/gateway", 0).Rungs).FileName);
    }

    [Fact]
    public void A_PowerShell_whose_version_does_not_show_comes_last()
    {
        var alias = @"C:\Users\ada\AppData\Local\Microsoft\WindowsApps";
        var system = new PretendSystem(SystemKind.Windows, @"C:\Users\ada", 22631)
        {
            Existing =
            {
                @"C:\module\gateway\powershell\ClaudeDesktop.PowerShellHost.dll",
                alias + @"\pwsh.exe",
                @"C:\Program Files\PowerShell\7\pwsh.exe",
            },
            Variables = { ["PATH"] = alias + @";C:\Windows" },
            Versions = { [@"C:\Program Files\PowerShell\7\System.Management.Automation.dll"] = "7.6.5.500" },
        };

        Assert.Equal([@"C:\Program Files\PowerShell\7\pwsh.exe", alias + @"\pwsh.exe"], GatewayLaunchPlan.Find(system, @"C:\module\gateway", 0).Rungs.Select(rung => rung.FileName));
    }

    [Fact]
    public void A_quotation_mark_in_the_modules_folder_stays_one_in_the_command()
    {
        var system = new PretendSystem(SystemKind.Linux, "/home/ada") { Existing = { "/o'hara/gateway/powershell/ClaudeDesktop.PowerShellHost.dll" } };
        AddPowerShell(system, "/opt/microsoft/powershell/7", "7.6.5.500");

        Assert.Contains("'/o''hara/gateway/powershell/ClaudeDesktop.PowerShellHost.dll'", GatewayLaunchPlan.Find(system, "/o'hara/gateway", 0).Rungs[0].Arguments[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void One_host_can_be_asked_for_by_parameter_or_variable_and_the_parameter_wins()
    {
        var system = Linux("/usr/share/dotnet");
        system.Existing.Add("/usr/share/dotnet/shared/Microsoft.AspNetCore.App/10.0.12");
        AddPowerShell(system, "/opt/microsoft/powershell/7", "7.6.5.500");
        system.Variables[GatewayLaunchPlan.HostVariable] = "powershell";

        Assert.Equal(GatewayHost.PowerShell, Assert.Single(GatewayLaunchPlan.Find(system, "/module/gateway", 0).Rungs).Host);
        Assert.Equal(GatewayHost.Dotnet, Assert.Single(GatewayLaunchPlan.Find(system, "/module/gateway", 0, GatewayHost.Dotnet).Rungs).Host);
        Assert.Equal(ErrorCode.GatewayHostNotFound, Assert.Throws<ClaudeDesktopException>(() => GatewayLaunchPlan.Find(system, "/module/gateway", 0, GatewayHost.Native)).Code);
    }

    [Fact]
    public void A_variable_that_names_no_host_is_an_error_that_names_them()
    {
        var system = Linux("/usr/share/dotnet");
        system.Variables[GatewayLaunchPlan.HostVariable] = "1";

        var error = Assert.Throws<ClaudeDesktopException>(() => GatewayLaunchPlan.Find(system, "/module/gateway", 0));

        Assert.Equal("Set it to Native, Dotnet, PowerShell, or remove it.", error.RecommendedAction);
    }

    [Theory]
    [InlineData(null, "ASP.NET Core 10", "PowerShell 7.6")]
    [InlineData(GatewayHost.Dotnet, "ASP.NET Core 10", "ASP.NET Core 10")]
    [InlineData(GatewayHost.PowerShell, "PowerShell 7.6", "PowerShell 7.6")]
    public void Where_nothing_can_run_it_the_error_says_what_to_install(GatewayHost? only, string first, string second)
    {
        var system = Linux("/usr/share/dotnet");
        AddPowerShell(system, "/opt/microsoft/powershell/7", "7.5.2.0");

        var error = Assert.Throws<ClaudeDesktopException>(() => GatewayLaunchPlan.Find(system, "/module/gateway", 0, only));

        Assert.Equal(ErrorCode.GatewayHostNotFound, error.Code);
        Assert.Contains(first, error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(second, error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_without_a_gateway_is_to_be_installed_again()
    {
        var error = Assert.Throws<ClaudeDesktopException>(() => GatewayLaunchPlan.Find(new PretendSystem(SystemKind.Linux, "/home/ada"), "/module/gateway", 0));

        Assert.Equal("Install the module again.", error.RecommendedAction);
    }

    private static PretendSystem Linux(params string[] dotnetRoots)
    {
        var system = new PretendSystem(SystemKind.Linux, "/home/ada")
        {
            Existing = { "/module/gateway/ClaudeDesktop.Gateway.dll", "/module/gateway/powershell/ClaudeDesktop.PowerShellHost.dll" },
        };
        foreach (var root in dotnetRoots)
            system.Existing.Add(root + "/dotnet");
        return system;
    }

    private static void AddPowerShell(PretendSystem system, string folder, string version)
    {
        system.Existing.Add(folder + "/pwsh");
        system.Versions[folder + "/System.Management.Automation.dll"] = version;
    }
}

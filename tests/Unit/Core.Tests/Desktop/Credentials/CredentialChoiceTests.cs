using System;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Desktop.Credentials;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Credentials;

public sealed class CredentialChoiceTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("1.8555.0", null)]
    [InlineData("2.19675.0", null)]
    [InlineData("1.8554.9", "Claude Desktop 1.8554.9 asks no helper; 1.8555.0 is the first version that does")]
    [InlineData(null, "the installed Claude Desktop does not say its version, and an old one asks no helper")]
    public void A_helper_is_asked_where_the_installed_app_is_known_to_ask_one(string? version, string? why) =>
        Assert.Equal(why, CredentialChoice.Of(_home.HelpedContext(app: version), _home.AddDirect("open"), null).WhyPlain);

    [Fact]
    public void Without_an_app_the_key_stands_in_the_profile() =>
        Assert.Equal("no Claude Desktop was found that could ask a helper", CredentialChoice.Of(_home.Context(), _home.AddDirect("open"), null).WhyPlain);

    [Fact]
    public void A_version_that_the_user_names_counts_for_an_app_that_says_none()
    {
        var system = new PretendSystem(SystemKind.Linux, "/home/ada")
        {
            Existing = { "/opt/Claude.AppImage" },
            Variables = { ["CLAUDEDESKTOP_APP_PATH"] = "/opt/Claude.AppImage", ["CLAUDEDESKTOP_APP_VERSION"] = "2.110.0" },
        };

        Assert.Equal([new Version(2, 110, 0)], AppControl.Of(system).Versions());
        system.Variables.Remove("CLAUDEDESKTOP_APP_VERSION");
        Assert.Equal([null], AppControl.Of(system).Versions());
    }

    [Fact]
    public void Whoever_asks_for_plain_text_gets_it() =>
        Assert.Equal("-PlainTextKey asks for it", CredentialChoice.Of(_home.HelpedContext(), _home.AddDirect("open") with { PlainTextKey = true }, null).WhyPlain);

    [Theory]
    [InlineData(SystemKind.Linux, null, false)]
    [InlineData(SystemKind.Windows, null, false)]
    [InlineData(SystemKind.Windows, @"HKCU\Environment", true)]
    [InlineData(SystemKind.Windows, @"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment", true)]
    public void A_variable_will_do_only_where_the_system_keeps_it_for_all_programs(SystemKind kind, string? kept, bool helped)
    {
        using var machine = new PretendMachine(kind, kind == SystemKind.Windows ? @"C:\Users\ada" : "/home/ada", 22631);
        if (kept is not null)
            machine.Keys.Add(kept, "kimi_key", "sk-of-the-variable");
        Assert.Equal(helped, On(machine, KeySource.FromEnvironment("KIMI_KEY")).UsesHelper);
    }

    [Fact]
    public void A_vault_of_the_shell_is_none_for_a_program_and_the_reason_names_it()
    {
        using var machine = new PretendMachine(SystemKind.Windows, @"C:\Users\ada", 22631);
        Assert.Contains("(vault:work/kimi)", On(machine, KeySource.FromVault("work", "kimi")).WhyPlain, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_can_run_the_gateway_no_helper_could()
    {
        var context = _home.HelpedContext();
        context.Gateway = null;
        Assert.Contains("nothing here can run the helper", CredentialChoice.Of(context, _home.AddDirect("open"), null).WhyPlain, StringComparison.Ordinal);
    }

    [Fact]
    public void A_helper_that_the_profile_names_stays_where_no_app_is_found_any_more()
    {
        var provider = _home.AddDirect("open");
        new ClaudeDesktop.Desktop.ProfileSwitch(_home.HelpedContext()).Enable("open");
        var profile = JsonText.Parse(System.IO.File.ReadAllBytes(_home.Paths.Profile), _home.Paths.Profile);

        Assert.True(CredentialChoice.Of(_home.Context(), provider, profile).UsesHelper);
        Assert.True(CredentialChoice.Of(_home.HelpedContext(app: null), provider, profile).UsesHelper);
        Assert.False(CredentialChoice.Of(_home.HelpedContext(app: "1.3036.0"), provider, profile).UsesHelper);
    }

    private static CredentialChoice On(PretendMachine machine, KeySource source)
    {
        var root = machine.Join(machine.HomeDirectory, "data");
        var module = machine.Kind == SystemKind.Windows ? @"C:\module\gateway" : "/module/gateway";
        machine.Write(machine.Join(module, NativeHost.Names(machine)[0], machine.Kind == SystemKind.Windows ? "ClaudeDesktop.Gateway.exe" : "ClaudeDesktop.Gateway"), "");
        var context = new ModuleContext(machine, new DataHome(machine, root), machine.Files, () => DateTimeOffset.UnixEpoch)
        {
            App = new PretendApp("2.0.0").Control,
            Gateway = new GatewaySource(module, "0.1.0"),
        };
        return CredentialChoice.Of(context, new Provider { Id = "kimi", Name = "Kimi", Mode = ProviderMode.Direct, KeySource = source }, null);
    }
}

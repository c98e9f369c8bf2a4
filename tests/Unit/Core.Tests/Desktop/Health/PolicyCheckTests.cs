using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Health;

public sealed class PolicyCheckTests : IDisposable
{
    private const string Registry = @"HKLM\SOFTWARE\Policies\Claude";
    private const string Preferences = "/Library/Managed Preferences/com.anthropic.claudefordesktop.plist";
    private const string Settings = "/etc/claude-desktop/managed-settings.json";
    private readonly List<PretendMachine> _machines = [];

    public void Dispose() => _machines.ForEach(machine => machine.Dispose());

    [Fact]
    public void On_Windows_the_registry_value_that_decides_is_named()
    {
        var machine = Enabled(SystemKind.Windows, @"C:\Users\ada");
        Assert.Equal(HealthCode.Healthy, Assert.Single(machine.Check()).Code);

        machine.Keys.Add(Registry, "disableAutoUpdates", 1);
        Assert.Equal(HealthCode.Healthy, Assert.Single(machine.Check()).Code);

        machine.Keys.Add(Registry, "inferenceProvider", "bedrock");
        var found = Assert.Single(machine.Check());

        Assert.Equal((HealthCode.ManagedPolicyWins, HealthSeverity.Error, false, null), (found.Code, found.Severity, found.Repairable, found.Path));
        Assert.Contains($"'{Registry}' holds 'inferenceProvider'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_macOS_the_file_and_the_key_that_decide_are_named()
    {
        var machine = Enabled(SystemKind.MacOS, "/Users/ada");
        Assert.Equal(HealthCode.Healthy, Assert.Single(machine.Check()).Code);

        machine.Write(Preferences, "<plist><dict><key>chatTabEnabled</key><true/></dict></plist>");
        var found = Assert.Single(machine.Check());

        Assert.Equal((HealthCode.ManagedPolicyWins, Preferences), (found.Code, found.Path));
        Assert.Contains("'chatTabEnabled'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_Linux_a_file_that_is_used_and_one_that_is_refused_are_both_found()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix permissions.");
        var machine = Enabled(SystemKind.Linux, "/home/ada");
        Assert.Equal(HealthCode.Healthy, Assert.Single(machine.Check()).Code);

        machine.Write(Settings, "{\"inferenceProvider\":\"vertex\"}");
        machine.Mode(Settings, "0644");
        machine.Mode("/etc/claude-desktop", "0755");
        Assert.Equal((HealthCode.ManagedPolicyWins, Settings), (machine.Check().Single().Code, machine.Check().Single().Path));

        machine.Mode(Settings, "0666");
        var found = Assert.Single(machine.Check());
        Assert.Equal((HealthCode.ManagedPolicyWins, Settings), (found.Code, found.Path));
        Assert.Contains("others than root may write", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_points_where_the_active_provider_needs_is_no_fault()
    {
        var machine = Enabled(SystemKind.Windows, @"C:\Users\ada");
        machine.Keys.Add(Registry, "inferenceProvider", "gateway");
        machine.Keys.Add(Registry, "inferenceGatewayBaseUrl", "http://127.0.0.1:15721/claude-desktop/");

        Assert.Equal(HealthCode.Healthy, Assert.Single(machine.Check()).Code);
    }

    [Fact]
    public void The_profile_says_which_source_wins_and_why()
    {
        var machine = Enabled(SystemKind.Windows, @"C:\Users\ada");
        Assert.Equal(ConnectionSource.LocalLibrary, Read(machine).Source);
        Assert.Contains("'KIMI (ClaudeDesktop)'", Read(machine).SourceReason, StringComparison.Ordinal);

        machine.Keys.Add(@"HKCU\SOFTWARE\Policies\Claude", "bootstrapUrl", "https://example.com/secret-path");
        var managed = Read(machine);
        Assert.Equal((ConnectionSource.ManagedUser, @"HKCU\SOFTWARE\Policies\Claude, 'bootstrapUrl'"), (managed.Source, managed.BootstrapPlace));
        Assert.DoesNotContain("secret-path", managed.SourceReason + managed.BootstrapPlace, StringComparison.Ordinal);

        machine.Keys.Add(Registry, "stray", "");
        Assert.Equal((ConnectionSource.ManagedMachine, null), (Read(machine).Source, Read(machine).BootstrapPlace));
        Assert.Contains("names no provider itself", Read(machine).SourceReason, StringComparison.Ordinal);
        Assert.Contains(@"HKCU\SOFTWARE\Policies\Claude is not read", Read(machine).SourceReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_policy_the_applied_profile_decides_unless_Claude_ai_was_chosen()
    {
        var machine = Enabled(SystemKind.Linux, "/home/ada");
        var theirs = machine.Paths.ProfileFile("theirs")!;
        machine.Write(machine.Paths.LibraryIndex, "{\"appliedId\":\"theirs\",\"entries\":[{\"id\":\"theirs\",\"name\":\"Theirs\"}]}");
        Assert.Equal(ConnectionSource.None, Read(machine).Source);

        machine.Write(theirs, "{\"bootstrapUrl\":\"https://example.com\"}");
        Assert.Equal((ConnectionSource.LocalLibrary, $"{theirs}, 'bootstrapUrl'"), (Read(machine).Source, Read(machine).BootstrapPlace));

        machine.Write(machine.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\"}");
        Assert.Equal(ConnectionSource.None, Read(machine).Source);
        Assert.Contains("deploymentMode is 1p", Read(machine).SourceReason, StringComparison.Ordinal);

        machine.Write(theirs, "{\"inferenceProvider\":\"gateway\",\"disableDeploymentModeChooser\":true}");
        Assert.Equal((ConnectionSource.LocalLibrary, null), (Read(machine).Source, Read(machine).BootstrapPlace));

        machine.Write(machine.Paths.LibraryIndex, "{}");
        Assert.Equal(ConnectionSource.None, Read(machine).Source);
    }

    private static DesktopProfile Read(PretendMachine machine) => ProfileReader.Read(machine.Context());

    private PretendMachine Enabled(SystemKind kind, string home)
    {
        var machine = new PretendMachine(kind, home, 22631);
        _machines.Add(machine);
        machine.EnableMapped();
        return machine;
    }
}

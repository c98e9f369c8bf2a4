using System;
using System.Linq;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Health;

public sealed class PlaceTests
{
    private const string Home = @"C:\Users\ada";
    private const string Cache = Home + @"\AppData\Local\Packages\Claude_pzs8sxrjxfjjc\LocalCache";

    [Theory]
    [InlineData(19045, false, true)]
    [InlineData(19045, true, false)]
    [InlineData(22631, true, false)]
    [InlineData(22631, false, false)]
    public void A_profile_that_an_installed_package_does_not_read_is_found(int build, bool wasPackaged, bool becomesUnread)
    {
        using var machine = new PretendMachine(SystemKind.Windows, Home, build);
        if (wasPackaged)
            machine.CreateFolder(Cache);
        machine.EnableMapped();
        Assert.Equal(HealthCode.Healthy, Assert.Single(machine.Check()).Code);
        var written = machine.Paths.Profile;

        machine.CreateFolder(Cache);

        Assert.Equal(becomesUnread ? [written] : [], machine.Check(HealthCode.PackagedPathMismatch).Select(finding => finding.Path));
    }

    [Fact]
    public void A_profile_from_before_an_upgrade_of_Windows_is_found()
    {
        using var before = new PretendMachine(SystemKind.Windows, Home, 19045);
        before.CreateFolder(Cache);
        using var machine = new PretendMachine(SystemKind.Windows, Home, 22631);
        machine.CreateFolder(Cache);

        machine.EnableMapped(before.Paths);

        var found = Assert.Single(machine.Check(HealthCode.PackagedPathMismatch));
        Assert.Contains(Cache + @"\Local\Claude-3p", found.Message, StringComparison.Ordinal);
        Assert.True(found.Repairable);
    }

    [Theory]
    [InlineData(Home + @"\AppData\Roaming\Claude-3p\configLibrary")]
    [InlineData(Cache + @"\Roaming\Claude-3p\configLibrary")]
    public void A_library_of_an_older_version_is_found(string library)
    {
        using var machine = new PretendMachine(SystemKind.Windows, Home, 22631);
        machine.CreateFolder(Cache);
        machine.EnableMapped();
        Assert.Empty(machine.Check(HealthCode.LegacyLocation));

        machine.CreateFolder(library);

        var found = Assert.Single(machine.Check(HealthCode.LegacyLocation));
        Assert.Equal((library, HealthSeverity.Warning), (found.Path, found.Severity));
    }

    [Theory]
    [InlineData(SystemKind.Linux, "/home/ada")]
    [InlineData(SystemKind.MacOS, "/Users/ada")]
    [InlineData(SystemKind.Windows, Home)]
    public void A_library_with_the_standard_settings_is_found_where_a_provider_stands_in_it(SystemKind kind, string home)
    {
        using var machine = new PretendMachine(kind, home, 22631);
        machine.EnableMapped();
        var library = machine.Paths.StandardLibrary!;
        machine.Write(machine.Join(library, "_meta.json"), "{\"appliedId\":\"a\"}");
        machine.Write(machine.Join(library, "a.json"), "{\"disableAutoUpdates\":true}");
        Assert.Empty(machine.Check(HealthCode.LegacyLocation));

        machine.Write(machine.Join(library, "a.json"), "{\"inferenceProvider\":\"gateway\"}");

        Assert.Equal(library, Assert.Single(machine.Check(HealthCode.LegacyLocation)).Path);
    }

    [Fact]
    public void The_first_form_of_the_settings_is_found()
    {
        using var machine = new PretendMachine(SystemKind.MacOS, "/Users/ada");
        machine.EnableMapped();
        machine.Write(machine.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"3p\",\"enterpriseConfig\":{\"inferenceGatewayApiKey\":\"sk-secret\"}}");

        var found = Assert.Single(machine.Check());

        Assert.Equal((HealthCode.LegacyLocation, machine.Paths.ThirdPartyConfig), (found.Code, found.Path));
        Assert.DoesNotContain("sk-secret", found.Message, StringComparison.Ordinal);
    }
}

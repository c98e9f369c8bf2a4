using System;
using System.Linq;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public sealed class HealthCodeTests
{
    // The names that scripts rely on: one that is taken away here breaks them.
    private static readonly string[] Promised =
    [
        "PlatformUnsupported", "UnsafeModelName", "RouteMissing", "GatewayTokenMissing", "BaseUrlMismatch", "ManagedPolicyWins", "NotApplied", "DeploymentModeOfficial",
        "ProfileMissing", "ProfileUnreadable", "ProfileDrift", "GatewayTokenMismatch", "DeprecatedKey", "GatewayNotRunning", "PortTaken", "PortReserved", "PackagedPathMismatch",
        "LegacyLocation", "AppNotRestarted", "ClaudeCodeLoginLeftover", "KeyInProfile", "SwitchInterrupted", "AppMissing", "AppTooOld", "NeedsUserContext",
    ];

    public static TheoryData<HealthCode> Scenarios => [.. HealthScenarios.All.Keys];

    public static TheoryData<HealthCode> OutsideCauses => [.. OutsideScenarios.All.Keys];

    [Fact]
    public void Every_promised_code_exists_and_every_code_has_one_row()
    {
        Assert.All(Promised, name => Assert.True(Enum.TryParse<HealthCode>(name, out _), name));
        Assert.Equal(Enum.GetValues<HealthCode>(), HealthCatalog.Rows.Select(row => row.Code));
    }

    [Fact]
    public void Every_row_says_in_sentences_what_is_so_and_what_to_do() => Assert.All(HealthCatalog.Rows, row =>
    {
        Assert.EndsWith(".", row.Meaning, StringComparison.Ordinal);
        Assert.Equal(row.Severity == HealthSeverity.Ok, row.Repair.Length == 0);
        Assert.Equal(row.Repairable, row.Repair.Contains("Repair-CDProfile", StringComparison.Ordinal));
    });

    [Fact]
    public void Every_code_has_a_machine_on_which_it_is_found() =>
        Assert.Equal(Enum.GetValues<HealthCode>(), HealthScenarios.All.Keys.Concat(OutsideScenarios.All.Keys).OrderBy(code => code));

    [Theory]
    [MemberData(nameof(OutsideCauses))]
    public void Each_outside_cause_is_found_on_its_own_system(HealthCode code)
    {
        var found = OutsideScenarios.All[code]();

        var finding = Assert.Single(found, finding => finding.Code == code);
        Assert.Equal((HealthCatalog.Of(code).Severity, HealthCatalog.Of(code).Repairable), (finding.Severity, finding.Repairable));
        Assert.NotEmpty(finding.RecommendedAction);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Each_code_is_found_where_it_is_so_and_nothing_else_is(HealthCode code)
    {
        using var home = new ThrowAwayHome();
        var scenario = HealthScenarios.All[code];
        scenario.Arrange(home);
        var tree = home.Tree();

        var finding = Assert.Single(new ProfileHealth(scenario.Context(home), _ => scenario.Listener).Check());

        Assert.Equal(code, finding.Code);
        Assert.Equal(HealthCatalog.Of(code).Severity, finding.Severity);
        Assert.Equal(code == HealthCode.Healthy, finding.RecommendedAction.Length == 0);
        Assert.Equal(tree, home.Tree());
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public sealed class ProfileRepairTests : IDisposable
{
    private const string TheirIndex = "{\"appliedId\":\"theirs\",\"entries\":[{\"id\":\"theirs\",\"name\":\"Their own\"}]}";
    private readonly ThrowAwayHome _home = new();

    public static TheoryData<string> Disturbances => [.. Acts.Keys];

    private static Dictionary<string, (Action<ThrowAwayHome> Do, HealthCode[] Codes)> Acts { get; } = new()
    {
        ["another program edits a key"] = (home => Edit(home, home.Paths.Profile, "\"bearer\"", "\"auto\""), [HealthCode.ProfileDrift, HealthCode.DeprecatedKey]),
        ["another program points the profile elsewhere"] = (home => Edit(home, home.Paths.Profile, "127.0.0.1:15721", "127.0.0.1:4000"), [HealthCode.BaseUrlMismatch]),
        ["another program lists a name that is not safe"] = (home => Edit(home, home.Paths.Profile, "\"name\": \"claude-sonnet-5\"", "\"name\": \"gpt-5\""), [HealthCode.UnsafeModelName, HealthCode.ProfileDrift]),
        ["the token is another"] = (home => Edit(home, home.Paths.Profile, "\"cd-", "\"cd-other-"), [HealthCode.GatewayTokenMismatch]),
        ["the token is gone"] = (home => Edit(home, home.Paths.Profile, "\"inferenceGatewayApiKey\"", "\"x\""), [HealthCode.GatewayTokenMissing]),
        ["the profile is gone"] = (home => File.Delete(home.Paths.Profile), [HealthCode.ProfileMissing]),
        ["another profile is applied"] = (home => home.Write(home.Paths.LibraryIndex, TheirIndex), [HealthCode.NotApplied]),
        ["the index is gone"] = (home => File.Delete(home.Paths.LibraryIndex), [HealthCode.NotApplied]),
        ["the app wrote its old settings over ours"] = (home => home.Write(home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\",\"theirs\": 1.0}"), [HealthCode.DeploymentModeOfficial]),
        ["the standard settings choose official mode"] = (home => home.Write(home.Paths.StandardConfig, "{\"deploymentMode\":\"1p\",\"theirs\": 1.0}"), [HealthCode.DeploymentModeOfficial]),
        ["a switch was cut short"] = (
            home => home.Write(home.Data.SwitchJournal, "{\"startedAt\":\"2026-11-20T12:00:00Z\",\"to\":{\"providerId\":\"kimi\"},\"from\":{}}"), [HealthCode.SwitchInterrupted]),
    };

    public void Dispose() => _home.Dispose();

    [Theory]
    [MemberData(nameof(Disturbances))]
    public void What_was_disturbed_is_put_right_and_a_second_run_writes_nothing(string disturbance)
    {
        Enable();
        Acts[disturbance].Do(_home);
        var codes = Acts[disturbance].Codes;

        var results = Repair();

        Assert.Equal(codes.Select(code => (code, RepairOutcome.Repaired)), results.Select(result => (result.Code, result.Outcome)));
        Assert.All(results, result => Assert.Equal(disturbance != "a switch was cut short", result.RestartRequired));
        var (tree, times) = (_home.Tree(), Times());
        var again = Assert.Single(Repair());
        Assert.Equal((HealthCode.Healthy, RepairOutcome.Healthy, false), (again.Code, again.Outcome, again.RestartRequired));
        Assert.Equal(tree, _home.Tree());
        Assert.Equal(times, Times());
    }

    [Fact]
    public void Foreign_keys_and_entries_are_untouched()
    {
        Enable();
        _home.Write(_home.Paths.LibraryIndex, TheirIndex);
        _home.Write(_home.Paths.ThirdPartyConfig, "{ \"deploymentMode\":\"1p\", \"weight\" : 1.0 }");
        _home.Write(_home.Paths.Profile, "{ \"inferenceGatewayHeaders\" : \"old\", \"autoModeEnabled\":false }");

        Repair();

        Assert.Equal("{ \"deploymentMode\":\"3p\", \"weight\" : 1.0 }", _home.Text(_home.Paths.ThirdPartyConfig));
        Assert.StartsWith("{ \"inferenceGatewayHeaders\" : \"old\", \"autoModeEnabled\":false", _home.Text(_home.Paths.Profile), StringComparison.Ordinal);
        Assert.Contains("{\"id\":\"theirs\",\"name\":\"Their own\"}", _home.Text(_home.Paths.LibraryIndex), StringComparison.Ordinal);
        Assert.Equal("theirs", _home.Context().Store.Read().PreviousAppliedId);
    }

    [Fact]
    public void What_cannot_be_repaired_is_said_with_what_to_do_and_nothing_is_written()
    {
        Enable();
        var tree = _home.Tree();

        var result = Assert.Single(Repair(ListenerKind.Nobody));

        Assert.Equal((HealthCode.GatewayNotRunning, RepairOutcome.NotRepairable, false), (result.Code, result.Outcome, result.RestartRequired));
        Assert.Contains("Start-CDGateway", result.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(tree, _home.Tree());
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_not_touched_and_nothing_else_is()
    {
        Enable();
        _home.Write(_home.Paths.Profile, "{");
        _home.Write(_home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\"}");
        _home.Write(_home.Data.SwitchJournal, "{");
        var tree = _home.Tree();

        var results = Repair();

        Assert.Equal(
            [(HealthCode.SwitchInterrupted, RepairOutcome.NotRepaired), (HealthCode.ProfileUnreadable, RepairOutcome.NotRepairable)],
            results.Select(result => (result.Code, result.Outcome)));
        Assert.Equal(tree, _home.Tree());
    }

    [Fact]
    public void A_provider_without_its_key_stands_in_the_way_and_the_result_says_so()
    {
        Enable();
        _home.Write(_home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\"}");
        _home.Context().Secrets.Remove(SecretNames.ProviderKey("kimi"));
        var tree = _home.Tree();

        var results = Repair();

        Assert.Equal(
            [(HealthCode.ProviderKeyMissing, RepairOutcome.NotRepairable), (HealthCode.DeploymentModeOfficial, RepairOutcome.NotRepaired)],
            results.Select(result => (result.Code, result.Outcome)));
        Assert.All(results, result => Assert.Contains("Set-CDProvider", result.RecommendedAction, StringComparison.Ordinal));
        Assert.Equal(tree, _home.Tree());
    }

    [Fact]
    public void What_is_left_over_in_official_mode_goes_and_what_another_program_applied_stays()
    {
        Enable();
        File.Delete(_home.Data.StoreFile);
        _home.Write(_home.Paths.LibraryIndex, _home.Text(_home.Paths.LibraryIndex)!.Replace($"\"appliedId\": \"{DesktopPaths.ProfileId}\"", "\"appliedId\": \"theirs\"", StringComparison.Ordinal));
        var settings = _home.Text(_home.Paths.ThirdPartyConfig);

        Assert.Equal([(HealthCode.ProfileDrift, RepairOutcome.Repaired)], Repair().Select(result => (result.Code, result.Outcome)));

        Assert.False(File.Exists(_home.Paths.Profile));
        Assert.Contains("\"theirs\"", _home.Text(_home.Paths.LibraryIndex), StringComparison.Ordinal);
        Assert.DoesNotContain(DesktopPaths.ProfileId, _home.Text(_home.Paths.LibraryIndex), StringComparison.Ordinal);
        Assert.Equal(settings, _home.Text(_home.Paths.ThirdPartyConfig));
        Assert.Equal([(HealthCode.Healthy, RepairOutcome.Healthy)], Repair().Select(result => (result.Code, result.Outcome)));
    }

    [Fact]
    public void What_is_left_over_and_applied_ends_in_official_mode()
    {
        Enable();
        File.Delete(_home.Data.StoreFile);

        Repair();

        Assert.Contains("1p", _home.Text(_home.Paths.ThirdPartyConfig), StringComparison.Ordinal);
        Assert.False(File.Exists(_home.Paths.Profile));
        Assert.DoesNotContain(DesktopPaths.ProfileId, _home.Text(_home.Paths.LibraryIndex), StringComparison.Ordinal);
    }

    private static void Edit(ThrowAwayHome home, string path, string was, string becomes) =>
        home.Write(path, home.Text(path)!.Replace(was, becomes, StringComparison.Ordinal));

    private void Enable()
    {
        _home.AddMapped("kimi");
        new ProfileSwitch(_home.Context()).Enable("kimi");
    }

    private IReadOnlyList<RepairResult> Repair(ListenerKind listener = ListenerKind.Ours)
    {
        var repair = new ProfileRepair(_home.Context(), _ => listener);
        return repair.Run(repair.Find());
    }

    private Dictionary<string, DateTime> Times() =>
        Directory.GetFileSystemEntries(_home.Root, "*", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);
}

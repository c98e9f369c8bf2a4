using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public sealed class RestoreTests : IDisposable
{
    private const string TheirIndex = "{\"appliedId\":\"theirs\", \"entries\":[{\"id\":\"theirs\",\"name\":\"Their own\"}]}";
    private readonly ThrowAwayHome _home = new();

    public RestoreTests() => _home.AddMapped("kimi");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void On_a_fresh_machine_only_the_modes_are_left()
    {
        var before = AppFiles();
        Switch().Enable("kimi");

        Switch().Restore(previous: false);

        Assert.Equal([_home.Paths.ThirdPartyConfig, _home.Paths.StandardConfig], AppFiles().Except(before));
        Assert.All(AppFiles(), path => Assert.Matches("^\\s*{\\s*\"deploymentMode\":\\s*\"1p\"\\s*}\\s*$", _home.Text(path)));
        Assert.Equal([HealthCode.Healthy], new ProfileHealth(_home.Context(), _ => ListenerKind.Ours).Check().Select(finding => finding.Code));
    }

    [Theory]
    [InlineData("{\"entries\":[]}")]
    [InlineData("{}")]
    [InlineData("{\n  \"appliedId\": null,\n  \"entries\": []\n}")]
    public void An_index_that_others_made_stays(string index)
    {
        _home.Write(_home.Paths.LibraryIndex, index);
        Switch().Enable("kimi");

        Switch().Restore(previous: false);

        Assert.True(File.Exists(_home.Paths.LibraryIndex));
    }

    [Fact]
    public void A_foreign_profile_that_was_applied_is_applied_no_more_and_named()
    {
        _home.Write(_home.Paths.LibraryIndex, TheirIndex);
        _home.Write(Path.Combine(_home.Paths.Library, "theirs.json"), "{ \"inferenceProvider\":\"gateway\", \"disableDeploymentModeChooser\":true }");
        _home.Write(_home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"3p\"}");

        var result = Switch().Restore(previous: false);

        Assert.Equal(("theirs", null), (result.PreviousAppliedId, result.AppliedId));
        Assert.Equal("{\"entries\":[{\"id\":\"theirs\",\"name\":\"Their own\"}]}", _home.Text(_home.Paths.LibraryIndex)!.Replace(" ", "", StringComparison.Ordinal).Replace("Theirown", "Their own", StringComparison.Ordinal));
        Assert.Equal("{\"deploymentMode\":\"1p\"}", _home.Text(_home.Paths.ThirdPartyConfig));
        Assert.Equal("{ \"inferenceProvider\":\"gateway\", \"disableDeploymentModeChooser\":true }", _home.Text(Path.Combine(_home.Paths.Library, "theirs.json")));
        Assert.Equal("theirs", Switch().Restore(previous: true).AppliedId);
    }

    [Fact]
    public void A_second_run_changes_nothing_and_still_names_what_was_applied()
    {
        _home.Write(_home.Paths.LibraryIndex, TheirIndex);
        Switch().Enable("kimi");
        Switch().Restore(previous: false);
        var tree = _home.Tree();

        var again = Switch().Restore(previous: false);

        Assert.Equal(tree, _home.Tree());
        Assert.False(again.RestartRequired);
        Assert.Equal("theirs", again.PreviousAppliedId);
    }

    [Fact]
    public void The_previous_profile_comes_back_once_and_the_second_time_is_a_clear_error()
    {
        _home.Write(_home.Paths.LibraryIndex, TheirIndex);
        Switch().Enable("kimi");
        Switch().Restore(previous: true);
        var tree = _home.Tree();

        var error = Assert.Throws<ClaudeDesktopException>(() => Switch().Restore(previous: true));

        Assert.Equal(ErrorCode.PreviousProfileMissing, error.Code);
        Assert.Contains("'theirs'", error.Message, StringComparison.Ordinal);
        Assert.Equal(tree, _home.Tree());
    }

    [Fact]
    public void A_previous_profile_that_is_gone_is_not_applied()
    {
        _home.Write(_home.Paths.LibraryIndex, TheirIndex);
        Switch().Enable("kimi");
        _home.Write(_home.Paths.LibraryIndex, _home.Text(_home.Paths.LibraryIndex)!.Replace("\"theirs\"", "\"others\"", StringComparison.Ordinal));
        var tree = _home.Tree();

        var error = Assert.Throws<ClaudeDesktopException>(() => Switch().Restore(previous: true));

        Assert.Equal(ErrorCode.PreviousProfileMissing, error.Code);
        Assert.Equal(tree, _home.Tree());
    }

    [Fact]
    public void No_stub_that_starts_a_third_party_mode_stays_in_a_profile_that_others_wrote_to()
    {
        Switch().Enable("kimi");
        _home.Write(_home.Paths.Profile, "{\"autoModeEnabled\":false," + _home.Text(_home.Paths.Profile)!.TrimStart()[1..]);

        Switch().Restore(previous: false);

        Assert.Matches("^{\\s*\"autoModeEnabled\":false\\s*}\\s*$", _home.Text(_home.Paths.Profile));
        Assert.DoesNotContain(DesktopPaths.ProfileId, _home.Text(_home.Paths.LibraryIndex) ?? "", StringComparison.Ordinal);
    }

    private ProfileSwitch Switch() => new(_home.Context());

    private string[] AppFiles() =>
        Directory.Exists(_home.Paths.ThirdPartyFolder)
            ? [.. new[] { _home.Paths.ThirdPartyFolder, _home.Paths.StandardFolder }.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories))]
            : [];
}

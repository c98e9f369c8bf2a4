using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

/// <summary>The note of a switch that was cut short, when nobody can read it any more.</summary>
public sealed class UnreadableNoteTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public UnreadableNoteTests()
    {
        _home.AddMapped("kimi");
        new ProfileSwitch(_home.Context()).Enable("kimi");
    }

    public static TheoryData<string> Notes { get; } = ["", "{\"to\":", "[]", "{}", "\uFEFF{\"to\":{},\"from\":{}}", "{\"to\":{\"providerId\":\"kimi\"}}"];

    public void Dispose() => _home.Dispose();

    [Theory]
    [MemberData(nameof(Notes))]
    public void Is_found_repaired_and_kept(string note)
    {
        Leave(note);
        var finding = Assert.Single(Check());
        Assert.Equal((HealthCode.SwitchInterrupted, true, _home.Data.SwitchJournal), (finding.Code, finding.Repairable, finding.Path));
        Assert.True(ProfileReader.Read(_home.Context()).Interrupted!.IsUnreadable);

        var repair = new ProfileRepair(_home.Context(), _ => ListenerKind.Ours);
        var result = Assert.Single(repair.Run(repair.Find()));

        Assert.Equal((HealthCode.SwitchInterrupted, RepairOutcome.Repaired), (result.Code, result.Outcome));
        Assert.Equal([HealthCode.Healthy], Check().Select(item => item.Code));
        Assert.Equal(note, Kept(1));
        Assert.False(File.Exists(_home.Data.SwitchJournal));
    }

    [Fact]
    public void Stops_a_change_of_the_store_which_leaves_it_where_it_is()
    {
        Leave("{");
        var tree = _home.Tree();

        var error = Assert.Throws<ClaudeDesktopException>(() => new ProfileSwitch(_home.Context()).Change([], store => store.WithGatewayPort(1)));

        Assert.Equal((ErrorCode.FileUnreadable, _home.Data.SwitchJournal), (error.Code, error.Target));
        Assert.Contains("Repair-CDProfile", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(tree, _home.Tree());
    }

    [Fact]
    public void Is_kept_by_a_switch_too_and_each_under_a_name_of_its_own()
    {
        Leave("first");
        new ProfileSwitch(_home.Context()).Restore(previous: false);
        Leave("second");
        new ProfileSwitch(_home.Context()).Enable("kimi");
        Leave("second");
        new ProfileSwitch(_home.Context()).Enable("kimi");

        Assert.Equal(("first", "second", null), (Kept(1), Kept(2), Kept(3)));
        Assert.Null(new ProfileSwitch(_home.Context()).Pending);
    }

    [Fact]
    public void Stands_again_after_a_switch_that_failed()
    {
        Leave("first");
        File.SetAttributes(_home.Paths.LibraryIndex, FileAttributes.ReadOnly);

        var tree = _home.Tree();

        Assert.Throws<ClaudeDesktopException>(() => new ProfileSwitch(_home.Context()).Restore(previous: false));

        Assert.Equal(tree.Keys.Append(_home.Data.UnreadableJournal(1)), _home.Tree().Keys.OrderBy(path => path == _home.Data.UnreadableJournal(1)));
        Assert.Equal("first", _home.Text(_home.Data.SwitchJournal));
        Assert.Equal([HealthCode.SwitchInterrupted], Check().Select(finding => finding.Code));
        File.SetAttributes(_home.Paths.LibraryIndex, FileAttributes.Normal);
    }

    private void Leave(string note) => _home.Write(_home.Data.SwitchJournal, note);

    private string? Kept(int number) => File.Exists(_home.Data.UnreadableJournal(number)) ? System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(_home.Data.UnreadableJournal(number))) : null;

    private HealthFinding[] Check() => [.. new ProfileHealth(_home.Context(), _ => ListenerKind.Ours).Check()];
}

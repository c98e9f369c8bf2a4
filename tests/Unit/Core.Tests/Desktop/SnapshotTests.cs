using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public sealed class SnapshotTests : IDisposable
{
    private const string Foreign = "aaaa";
    private readonly ThrowAwayHome _home = new();

    public SnapshotTests()
    {
        _home.AddMapped("kimi");
        _home.AddDirect("open");
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Each_switch_is_preceded_by_a_snapshot_and_the_newest_comes_first()
    {
        Switch().Enable("kimi");
        Switch().Enable("open");
        new ProviderChanges(_home.Context()).Change("open", provider => provider with { Models = ["claude-sonnet-5"] }, null, out _);
        _home.Write(_home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\"}");
        Switch().Repair();
        Switch().Restore(previous: false);
        Switch().BringBack(History().Ids[0]);

        var all = History().Ids.Select(History().Read).ToList();

        Assert.Equal(
            [SwitchReason.BringBack, SwitchReason.Restore, SwitchReason.Repair, SwitchReason.Change, SwitchReason.Enable, SwitchReason.Enable],
            all.Select(snapshot => snapshot.Reason));
        Assert.Equal([null, "open", "open", "open", "kimi", null], all.Select(snapshot => snapshot.ProviderId));
        Assert.Equal(["1p", "3p", "1p", "3p", "3p", null], all.Select(snapshot => snapshot.DeploymentMode));
        Assert.Equal([null, DesktopPaths.ProfileId], all.TakeLast(2).Select(snapshot => snapshot.AppliedId).Reverse());
    }

    [Fact]
    public void A_state_comes_back_with_its_profile_its_modes_and_what_was_applied()
    {
        _home.Write(_home.Paths.LibraryIndex, $"{{\"appliedId\":\"{Foreign}\",\"entries\":[{{\"id\":\"{Foreign}\",\"name\":\"Their own\"}}]}}");
        _home.Write(_home.Paths.StandardConfig, "{\"mcpServers\":{}, \"deploymentMode\":\"1p\"}");
        _home.Write(_home.Paths.Profile, "{\"managedMcpServers\":[]}");
        var fresh = Observe();
        Switch().Enable("kimi");
        var kimi = Observe();
        Switch().Enable("open");
        var open = Observe();
        Switch().Restore(previous: false);
        var official = Observe();
        var ids = History().Ids;

        Switch().BringBack(ids[0]);
        AssertSame(open, Observe());
        Switch().BringBack(ids[1]);
        AssertSame(kimi, Observe());
        Switch().BringBack(ids[2]);
        AssertSame(fresh[..^1], Observe()[..^1]);
        Switch().BringBack(History().Ids.First(id => History().Read(id) is { ProviderId: null, AppliedId: null }));
        AssertSame(official, Observe());
    }

    [Fact]
    public void No_snapshot_is_kept_where_nothing_changes_and_no_more_than_ten_ever()
    {
        Switch().Enable("kimi");
        Switch().Enable("kimi");
        Switch().Repair();
        new ProviderChanges(_home.Context()).Change("kimi", provider => provider with { Notes = "a remark" }, null, out _);
        var only = Assert.Single(History().Ids);
        var tree = _home.Tree();
        Switch().BringBack(only);
        var before = _home.Tree();
        Switch().BringBack(only);
        Assert.NotEqual(tree, before);
        Assert.Equal(before, _home.Tree());

        for (var round = 0; round < 8; round++)
        {
            Switch().Enable("kimi");
            Switch().Enable("open");
        }

        Assert.Equal(SnapshotHistory.Length, History().Ids.Count);
        Assert.EndsWith("-18", History().Ids[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_oldest_snapshot_can_be_brought_back_though_another_one_is_kept_on_the_way()
    {
        Switch().Enable("kimi");
        for (var round = 0; round < 5; round++)
        {
            Switch().Enable("open");
            Switch().Enable("kimi");
        }

        var oldest = History().Ids[^1];
        Assert.Equal("kimi", History().Read(oldest).ProviderId);
        Switch().Restore(previous: false);

        Switch().BringBack(History().Ids[^1]);

        Assert.Equal("open", _home.Context().Store.Read().ActiveId);
        Assert.Equal(SnapshotHistory.Length, History().Ids.Count);
    }

    [Fact]
    public void A_snapshot_holds_no_secret_and_is_for_this_users_eyes_alone()
    {
        Switch().Enable("open");
        _home.Write(_home.Paths.Profile, _home.Text(_home.Paths.Profile)!.TrimEnd('}', '\n')
            + ",\"inferenceCustomHeaders\":{\"X-Team\":\"blue\",\"x-api-key\":\"hidden-1\",\"Authorization\":\"Bearer hidden-2\",\"X-Portkey-Virtual-Key\":\"hidden-3\"}}");
        Switch().Enable("kimi");
        _home.Write(_home.Paths.Profile, _home.Text(_home.Paths.Profile)!.Replace("http://127.0.0.1", "http://me:hidden-4@127.0.0.1", StringComparison.Ordinal));
        Switch().Repair();
        Switch().Restore(previous: false);

        var texts = Directory.GetFiles(_home.Data.HistoryFolder).Select(File.ReadAllText).ToList();

        Assert.Equal(4, texts.Count);
        Assert.All(texts, text => Assert.DoesNotMatch("hidden-|sk-test-key|\"cd-", text));
        Assert.Contains(texts, text => text.Contains("blue", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(0b111_000_000, (int)File.GetUnixFileMode(_home.Data.HistoryFolder));
            Assert.All(Directory.GetFiles(_home.Data.HistoryFolder), path => Assert.Equal(0b110_000_000, (int)File.GetUnixFileMode(path)));
        }
    }

    [Fact]
    public void A_header_that_was_withheld_comes_from_the_file_that_stands()
    {
        Switch().Enable("open");
        _home.Write(_home.Paths.Profile, _home.Text(_home.Paths.Profile)!.TrimEnd('}', '\n') + ",\"inferenceCustomHeaders\":{\"X-Team\":\"blue\",\"x-api-key\":\"theirs\"}}");
        _home.Write(_home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\"}");
        new ProviderChanges(_home.Context()).Change("open", provider => provider with { KeepModeChooser = true }, null, out _);
        _home.Write(_home.Paths.Profile, _home.Text(_home.Paths.Profile)!.TrimEnd('}', '\n') + ",\"inferenceCustomHeaders\":{\"x-api-key\":\"newer\"}}");

        Switch().BringBack(History().Ids[0]);

        var profile = _home.Text(_home.Paths.Profile)!;
        Assert.Matches("\"X-Team\":\\s*\"blue\",\\s*\"x-api-key\":\\s*\"newer\"", profile);
        Assert.Contains("sk-test-key-of-open", profile, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_active_provider_can_be_taken_back_in_the_profile()
    {
        Switch().Enable("kimi");
        var before = _home.Text(_home.Paths.Profile);
        new ProviderChanges(_home.Context()).Change("kimi", provider => provider with { Name = "Moon" }, null, out _);
        Assert.Contains("Moon", _home.Text(_home.Paths.Profile), StringComparison.Ordinal);

        Switch().BringBack(History().Ids[0]);

        Assert.Equal(before, _home.Text(_home.Paths.Profile));
        Assert.Equal("Moon", _home.Context().Store.Read().Active!.Name);
        Assert.Equal([HealthCode.ProfileDrift], new ProfileHealth(_home.Context(), _ => ListenerKind.Ours).Check().Select(finding => finding.Code));
    }

    [Fact]
    public void A_gateway_that_moved_to_another_port_since_stays_the_one_to_talk_to()
    {
        Switch().Enable("kimi");
        Switch().Restore(previous: false);
        Switch().Change([], store => store.WithGatewayPort(4711));

        Switch().BringBack(History().Ids[0]);

        Assert.Contains("http://127.0.0.1:4711/claude-desktop", _home.Text(_home.Paths.Profile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_not_sent_to_an_address_that_its_provider_has_left()
    {
        Switch().Enable("open");
        Switch().Restore(previous: false);
        new ProviderChanges(_home.Context()).Change("open", provider => provider with { BaseUri = new Uri("https://elsewhere.example.com") }, "sk-for-elsewhere", out _);

        AssertUnusable(History().Ids[0], "https://direct.example.com/api");
    }

    [Fact]
    public void A_provider_that_is_gone_a_foreign_profile_that_is_gone_and_an_unknown_id_are_clear_errors_with_nothing_written()
    {
        _home.Write(_home.Paths.LibraryIndex, $"{{\"appliedId\":\"{Foreign}\",\"entries\":[{{\"id\":\"{Foreign}\",\"name\":\"Their own\"}}]}}");
        Switch().Enable("kimi");
        Switch().Enable("open");
        new ProviderChanges(_home.Context()).Remove("kimi", force: false);
        _home.Write(_home.Paths.LibraryIndex, _home.Text(_home.Paths.LibraryIndex)!.Replace(Foreign, "bbbb", StringComparison.Ordinal));

        AssertUnusable(History().Ids[0], "'kimi'");
        AssertUnusable(History().Ids[1], $"'{Foreign}'");
        foreach (var id in new[] { "20261120-120000-9", "../providers", "" })
            Assert.Equal((ErrorCode.SnapshotNotFound, id), Fail(id));

        _home.Write(_home.Data.HistoryFile(History().Ids[0]), "{\"half\":");
        AssertUnusable(History().Ids[0], "not JSON");
    }

    [Fact]
    public void What_is_not_a_snapshot_is_neither_listed_nor_taken_away()
    {
        _home.Write(Path.Combine(_home.Data.HistoryFolder, "my notes.json"), "{}");
        for (var round = 0; round < 6; round++)
        {
            Switch().Enable("kimi");
            Switch().Enable("open");
        }

        Assert.Equal(SnapshotHistory.Length, History().Ids.Count);
        Assert.Equal("{}", _home.Text(Path.Combine(_home.Data.HistoryFolder, "my notes.json")));
    }

    // Keys that went and came again stand last: only their order is another.
    private static void AssertSame(string?[] expected, string?[] found) =>
        Assert.All(expected.Zip(found), pair => Assert.True(pair.First == pair.Second || JsonNode.DeepEquals(JsonNode.Parse(pair.First!), JsonNode.Parse(pair.Second!)), $"{pair.First} became {pair.Second}"));

    private void AssertUnusable(string id, string mentions)
    {
        var tree = _home.Tree();
        var error = Assert.Throws<ClaudeDesktopException>(() => Switch().BringBack(id));
        Assert.Equal(ErrorCode.SnapshotUnusable, error.Code);
        Assert.Contains(mentions, error.Message, StringComparison.Ordinal);
        Assert.Equal(tree, _home.Tree());
    }

    private (ErrorCode Code, object? Target) Fail(string id)
    {
        var tree = _home.Tree();
        var error = Assert.Throws<ClaudeDesktopException>(() => Switch().BringBack(id));
        Assert.Equal(tree, _home.Tree());
        return (error.Code, error.Target);
    }

    private ProfileSwitch Switch() => new(_home.Context());

    private SnapshotHistory History() => new(_home.Data, _home.Context().Files);

    private string?[] Observe() =>
        [_home.Text(_home.Paths.StandardConfig), _home.Text(_home.Paths.LibraryIndex), _home.Text(_home.Paths.Profile), _home.Context().Store.Read().ActiveId, _home.Text(_home.Paths.ThirdPartyConfig)];
}

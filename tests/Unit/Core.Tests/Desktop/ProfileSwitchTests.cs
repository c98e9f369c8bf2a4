using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

public sealed class ProfileSwitchTests : IDisposable
{
    private const string ForeignProfile =
        "{\r\n   \"managedMcpServers\" : [ {\"name\": \"docs\",\"transport\":\"http\"} ],\r\n   \"weight\": 1.0, \"limit\":1e3,\r\n   \"autoModeEnabled\": false\r\n}\r\n";

    private const string ForeignSettings = "{\"mcpServers\":{\"a\":{\"command\":\"x\"}},  \"scale\": 1.50,\n \"preferences\":{ }}";
    private const string ForeignIndex = "{\n\t\"hybridPointer\": 7,\n\t\"appliedId\": \"aaaa\",\n\t\"entries\": [\n\t\t{ \"id\": \"aaaa\", \"name\": \"Their  own\" }\n\t]\n}";
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_mapped_provider_points_the_app_at_the_local_gateway()
    {
        _home.AddMapped("kimi");

        var result = Switch().Enable("kimi");

        using var profile = JsonDocument.Parse(File.ReadAllBytes(_home.Paths.Profile));
        var root = profile.RootElement;
        Assert.Equal("gateway", root.GetProperty("inferenceProvider").GetString());
        Assert.Equal("http://127.0.0.1:15721/claude-desktop", root.GetProperty("inferenceGatewayBaseUrl").GetString());
        Assert.Equal("bearer", root.GetProperty("inferenceGatewayAuthScheme").GetString());
        Assert.Equal(_home.Context().Secrets.Get(SecretNames.GatewayToken), root.GetProperty("inferenceGatewayApiKey").GetString());
        Assert.True(root.GetProperty("disableDeploymentModeChooser").GetBoolean());
        Assert.False(root.GetProperty("modelDiscoveryEnabled").GetBoolean());
        Assert.False(root.TryGetProperty("coworkEgressAllowedHosts", out _));
        var model = Assert.Single(root.GetProperty("inferenceModels").EnumerateArray());
        Assert.Equal("claude-sonnet-5", model.GetProperty("name").GetString());
        Assert.Equal("KIMI Sonnet", model.GetProperty("labelOverride").GetString());
        Assert.True(result.RestartRequired);
        Assert.Equal(DesktopPaths.ProfileId, result.AppliedId);
        Assert.True(Store().Active!.IsActive);
    }

    [Fact]
    public void A_direct_provider_points_the_app_at_itself_and_lets_it_discover_models()
    {
        _home.AddDirect("open");

        Switch().Enable("open");

        using var profile = JsonDocument.Parse(File.ReadAllBytes(_home.Paths.Profile));
        var root = profile.RootElement;
        Assert.Equal("https://direct.example.com/api", root.GetProperty("inferenceGatewayBaseUrl").GetString());
        Assert.Equal("sk-test-key-of-open", root.GetProperty("inferenceGatewayApiKey").GetString());
        Assert.False(root.TryGetProperty("inferenceModels", out _));
        Assert.False(root.TryGetProperty("modelDiscoveryEnabled", out _));
    }

    [Fact]
    public void Foreign_bytes_survive_switch_switch_and_restore()
    {
        _home.Write(_home.Paths.Profile, ForeignProfile);
        _home.Write(_home.Paths.StandardConfig, ForeignSettings);
        _home.Write(_home.Paths.ThirdPartyConfig, ForeignSettings);
        _home.Write(_home.Paths.LibraryIndex, ForeignIndex);
        _home.AddMapped("kimi");
        _home.AddDirect("open");

        Switch().Enable("kimi");
        Assert.StartsWith(ForeignProfile.TrimEnd('\r', '\n', '}'), _home.Text(_home.Paths.Profile), StringComparison.Ordinal);
        Switch().Enable("open");
        var result = Switch().Restore(previous: false);

        Assert.Equal(ForeignProfile, _home.Text(_home.Paths.Profile));
        var official = ForeignSettings.Replace("{ }}", "{ },\n \"deploymentMode\":\"1p\"}", StringComparison.Ordinal);
        Assert.Equal(official, _home.Text(_home.Paths.StandardConfig));
        Assert.Equal(official, _home.Text(_home.Paths.ThirdPartyConfig));
        Assert.Equal(ForeignIndex.Replace("\n\t\"appliedId\": \"aaaa\",", "", StringComparison.Ordinal), _home.Text(_home.Paths.LibraryIndex));
        Assert.Equal("aaaa", result.PreviousAppliedId);
        Assert.Null(result.AppliedId);
    }

    [Fact]
    public void Restoring_with_previous_applies_the_foreign_profile_again()
    {
        _home.Write(_home.Paths.LibraryIndex, ForeignIndex);
        _home.AddMapped("kimi");
        Switch().Enable("kimi");

        var result = Switch().Restore(previous: true);

        Assert.Equal("aaaa", result.AppliedId);
        Assert.Contains("\"appliedId\": \"aaaa\"", _home.Text(_home.Paths.LibraryIndex), StringComparison.Ordinal);
        Assert.Contains("3p", _home.Text(_home.Paths.StandardConfig), StringComparison.Ordinal);
        Assert.False(File.Exists(_home.Paths.Profile));
    }

    [Fact]
    public void Restoring_leaves_no_profile_and_no_entry_of_ours()
    {
        _home.AddMapped("kimi");
        Switch().Enable("kimi");

        Switch().Restore(previous: false);

        Assert.False(File.Exists(_home.Paths.Profile));
        Assert.DoesNotContain(DesktopPaths.ProfileId, _home.Text(_home.Paths.LibraryIndex), StringComparison.Ordinal);
        Assert.Null(Store().ActiveId);
        Assert.Equal(OfficialProvider.Id, Store().All.Single(provider => provider.IsActive).Id);
    }

    [Fact]
    public void No_upstream_model_stands_in_the_apps_files_unless_it_was_typed_as_a_display_name()
    {
        _home.AddMapped("kimi", model: "secret-upstream-model");
        _home.AddMapped("typed", model: "secret-upstream-model", displayName: "secret-upstream-model");

        Switch().Enable("kimi");
        Assert.DoesNotContain(AppFiles(), text => text.Contains("secret-upstream-model", StringComparison.Ordinal));

        Switch().Enable("typed");
        Assert.Contains(AppFiles(), text => text.Contains("secret-upstream-model", StringComparison.Ordinal));
    }

    [Fact]
    public void Enabling_again_changes_nothing_and_asks_for_no_restart()
    {
        _home.AddMapped("kimi");
        Switch().Enable("kimi");
        var tree = _home.Tree();

        var result = Switch().Enable("kimi");

        Assert.False(result.RestartRequired);
        Assert.Equal(tree, _home.Tree());
    }

    [Fact]
    public void Changing_the_active_provider_rewrites_the_profile_with_it()
    {
        _home.AddMapped("kimi");
        Switch().Enable("kimi");

        new ProviderChanges(_home.Context()).Change("kimi", provider => provider with { Name = "Moon" }, null, out var result);

        Assert.Contains("Moon Sonnet", _home.Text(_home.Paths.Profile), StringComparison.Ordinal);
        Assert.Contains("Moon (ClaudeDesktop)", _home.Text(_home.Paths.LibraryIndex), StringComparison.Ordinal);
        Assert.True(result!.RestartRequired);
    }

    [Fact]
    public void The_active_provider_is_removed_only_by_force_and_official_mode_comes_back()
    {
        _home.AddMapped("kimi");
        Switch().Enable("kimi");
        var changes = new ProviderChanges(_home.Context());

        Assert.Equal(ErrorCode.ProviderIsActive, Assert.Throws<ClaudeDesktopException>(() => changes.Remove("kimi", force: false)).Code);
        changes.Remove("kimi", force: true);

        Assert.Empty(Store().Providers);
        Assert.False(File.Exists(_home.Paths.Profile));
        Assert.Null(_home.Context().Secrets.Get(SecretNames.ProviderKey("kimi")));
    }

    [Fact]
    public void A_profile_is_for_this_users_eyes_alone_and_settings_keep_their_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Modes are Unix's; on Windows the folder's rights are inherited.");
        _home.Write(_home.Paths.StandardConfig, "{}");
        File.SetUnixFileMode(_home.Paths.StandardConfig, (UnixFileMode)0b110_100_100);
        _home.AddMapped("kimi");

        Switch().Enable("kimi");

        Assert.Equal(0b110_000_000, (int)File.GetUnixFileMode(_home.Paths.Profile));
        Assert.Equal(0b110_000_000, (int)File.GetUnixFileMode(_home.Data.SecretFile));
        Assert.Equal(0b111_000_000, (int)File.GetUnixFileMode(_home.Paths.Library));
        Assert.Equal(0b110_100_100, (int)File.GetUnixFileMode(_home.Paths.StandardConfig));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ not json")]
    [InlineData("\uFEFF{}")]
    public void A_file_that_cannot_be_edited_stops_the_switch_and_stays_as_it_is(string content)
    {
        _home.AddMapped("kimi");
        foreach (var path in new[] { _home.Paths.StandardConfig, _home.Paths.ThirdPartyConfig, _home.Paths.LibraryIndex, _home.Paths.Profile })
        {
            _home.Write(path, content);
            var tree = _home.Tree();

            var error = Assert.Throws<ClaudeDesktopException>(() => Switch().Enable("kimi"));

            Assert.Equal(ErrorCode.FileUnreadable, error.Code);
            Assert.Equal(path, error.Target);
            Assert.Equal(tree.Keys, _home.Tree().Keys.Where(key => key != _home.Data.SecretFile || tree.ContainsKey(key)));
            Assert.Equal(content, _home.Text(path) is { } text && content.StartsWith('\uFEFF') ? '\uFEFF' + text : _home.Text(path));
            File.Delete(path);
        }
    }

    [Fact]
    public void A_read_only_file_and_a_link_are_refused_by_name()
    {
        _home.AddMapped("kimi");
        _home.Write(_home.Paths.LibraryIndex, "{}");
        File.SetAttributes(_home.Paths.LibraryIndex, FileAttributes.ReadOnly);
        var error = Assert.Throws<ClaudeDesktopException>(() => Switch().Enable("kimi"));
        Assert.Equal((ErrorCode.FileReadOnly, _home.Paths.LibraryIndex), (error.Code, error.Target));
        File.SetAttributes(_home.Paths.LibraryIndex, FileAttributes.Normal);

        _home.Write(Path.Combine(_home.Root, "elsewhere.json"), "{}");
        File.CreateSymbolicLink(_home.Paths.Profile, Path.Combine(_home.Root, "elsewhere.json"));
        error = Assert.Throws<ClaudeDesktopException>(() => Switch().Enable("kimi"));
        Assert.Equal((ErrorCode.FileIsLink, _home.Paths.Profile), (error.Code, error.Target));
        Assert.Equal("{}", _home.Text(Path.Combine(_home.Root, "elsewhere.json")));
        Assert.Null(Store().ActiveId);
        Assert.Null(Switch().Pending);
    }

    private ProfileSwitch Switch() => new(_home.Context());

    private StoreSnapshot Store() => _home.Context().Store.Read();

    private string[] AppFiles() =>
        [.. new[] { _home.Paths.StandardConfig, _home.Paths.ThirdPartyConfig, _home.Paths.LibraryIndex, _home.Paths.Profile }.Select(path => _home.Text(path) ?? "")];
}

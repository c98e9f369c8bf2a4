using System;
using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Credentials;

/// <summary>Direct providers whose key Claude Desktop asks a helper for, and those whose key stands in the profile.</summary>
public sealed class CredentialSwitchTests : IDisposable
{
    private const string Key = "sk-test-key-of-open";
    private readonly ThrowAwayHome _home = new();

    public CredentialSwitchTests() => _home.AddDirect("open");

    private string Helper => _home.Data.HelperFile("open");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_profile_names_a_helper_and_the_key_stands_in_the_secret_store_alone()
    {
        var result = Switch().Enable("open");

        Assert.Null(result.PlainTextKeyReason);
        Assert.Equal(
            [("inferenceCredentialKind", "\"helper-script\""), ("inferenceCredentialHelper", $"\"{Helper}\""), ("inferenceCredentialHelperTtlSec", "900"), ("inferenceCredentialHelperTimeoutSec", "60")],
            ProfileKeys.Ours.Where(key => key.Contains("Credential", StringComparison.Ordinal)).Select(key => (key, Found(key))));
        Assert.Null(Found(ProfileKeys.ApiKey));
        Assert.True(Path.IsPathFullyQualified(Helper));
        Assert.Equal([_home.Data.SecretFile], WithKey());
        Assert.Equal([HealthCode.Healthy], Check().Select(finding => finding.Code));
        if (!OperatingSystem.IsWindows())
            Assert.Equal((0b111_000_000, 0b111_000_000), (UnixMode.Of(Helper), UnixMode.Of(_home.Data.HelperFolder)));
    }

    [Fact]
    public void Plain_text_is_written_for_the_user_alone_with_its_reason_and_a_finding()
    {
        var changed = new ProviderChanges(_home.HelpedContext()).Change("open", provider => provider with { PlainTextKey = true }, null, out _);
        var result = Switch().Enable("open");

        Assert.True(changed.PlainTextKey);
        Assert.Equal("-PlainTextKey asks for it", result.PlainTextKeyReason);
        Assert.Equal(("\"static\"", $"\"{Key}\"", null), (Found(ProfileKeys.CredentialKind), Found(ProfileKeys.ApiKey), Found(ProfileKeys.CredentialHelper)));
        Assert.Contains("-PlainTextKey asks for it", Assert.Single(Check(), finding => finding.Code == HealthCode.KeyInProfile).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_home.Data.HelperFolder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(0b110_000_000, UnixMode.Of(_home.Paths.Profile));
    }

    [Fact]
    public void A_change_of_mind_about_the_active_provider_changes_the_profile_along_both_ways()
    {
        Switch().Enable("open");

        new ProviderChanges(_home.HelpedContext()).Change("open", provider => provider with { PlainTextKey = true }, null, out var plain);
        Assert.Equal("-PlainTextKey asks for it", plain!.PlainTextKeyReason);
        Assert.Equal($"\"{Key}\"", Found(ProfileKeys.ApiKey));
        Assert.False(File.Exists(Helper));
        Assert.Empty(Directory.GetFileSystemEntries(_home.Data.ProgramFolder));

        new ProviderChanges(_home.HelpedContext()).Change("open", provider => provider with { PlainTextKey = false }, null, out _);
        Assert.Null(Found(ProfileKeys.ApiKey));
        Assert.True(File.Exists(Helper));
    }

    [Fact]
    public void A_key_that_was_written_for_an_older_app_goes_to_the_helper_with_the_next_switch()
    {
        new ProfileSwitch(_home.HelpedContext(app: "1.3036.0")).Enable("open");
        Assert.Contains("Run Enable-CDProvider open", Assert.Single(Check()).RecommendedAction, StringComparison.Ordinal);

        Switch().Enable("open");

        Assert.Null(Found(ProfileKeys.ApiKey));
        Assert.Equal([_home.Data.SecretFile], WithKey());
    }

    [Fact]
    public void A_new_key_changes_no_byte_of_Claude_Desktops_files()
    {
        Switch().Enable("open");
        var before = _home.Text(_home.Paths.Profile);

        new ProviderChanges(_home.HelpedContext()).Change("open", provider => provider, "sk-a-new-key-0123456789", out var result);

        Assert.Equal(before, _home.Text(_home.Paths.Profile));
        Assert.False(result!.RestartRequired);
        Assert.Equal("sk-a-new-key-0123456789", _home.Context().Secrets.Get(SecretNames.ProviderKey("open")));
    }

    [Fact]
    public void Another_provider_takes_the_helpers_place()
    {
        _home.AddDirect("other");
        Switch().Enable("open");
        Switch().Enable("other");
        Assert.Equal([_home.Data.HelperFile("other")], Directory.GetFiles(_home.Data.HelperFolder));

        _home.AddMapped("mapped");
        Switch().Enable("mapped");
        Assert.Empty(Directory.GetFiles(_home.Data.HelperFolder));
        Assert.Equal(("\"static\"", null), (Found(ProfileKeys.CredentialKind), Found(ProfileKeys.CredentialHelper)));
    }

    [Fact]
    public void Official_mode_leaves_neither_helper_nor_copy_nor_key_of_the_profile()
    {
        _home.Write(_home.Paths.Profile, "{\"theirs\":1}");
        Switch().Enable("open");
        Switch().Restore(previous: false);

        Assert.Equal("{\"theirs\":1}", _home.Text(_home.Paths.Profile));
        Assert.Empty(Directory.GetFileSystemEntries(_home.Data.HelperFolder));
        Assert.Empty(Directory.GetFileSystemEntries(_home.Data.ProgramFolder));
    }

    [Fact]
    public void A_removed_provider_takes_its_helper_along()
    {
        Switch().Enable("open");
        new ProviderChanges(_home.HelpedContext()).Remove("open", force: true);
        Assert.Empty(Directory.GetFiles(_home.Data.HelperFolder));
    }

    [Fact]
    public void An_upgrade_leaves_the_old_copy_at_work_until_the_next_switch_takes_the_new_one()
    {
        Switch().Enable("open");
        var old = _home.Text(Helper);
        Directory.Delete(Path.Combine(_home.Root, "module"), recursive: true);
        Assert.Equal([HealthCode.Healthy], new ProfileHealth(_home.HelpedContext(module: "0.2.0"), _ => ListenerKind.Ours).Check().Select(finding => finding.Code));
        Assert.Equal(old, _home.Text(Helper));

        new ProfileSwitch(_home.HelpedContext(module: "0.2.0")).Enable("open");

        Assert.Contains("/0.2.0/", _home.Text(Helper)!.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Equal([Path.Combine(_home.Data.ProgramFolder, "0.2.0")], Directory.GetDirectories(_home.Data.ProgramFolder));
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("changed")]
    [InlineData("not executable")]
    [InlineData("writable by others")]
    [InlineData("without its copy")]
    [InlineData("copy not executable")]
    public void A_helper_that_would_not_work_is_found_and_repaired(string what)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && what.Contains("able", StringComparison.Ordinal), "Windows has no modes.");
        Switch().Enable("open");
        var good = _home.Text(Helper);
        Spoil(what);

        var context = _home.HelpedContext();
        var found = new ProfileRepair(context, _ => ListenerKind.Ours).Find();
        Assert.Equal((HealthCode.CredentialHelperBroken, Helper), (Assert.Single(found).Code, found[0].Path));
        Assert.Equal(RepairOutcome.Repaired, Assert.Single(new ProfileRepair(context, _ => ListenerKind.Ours).Run(found)).Outcome);

        Assert.Equal(good, _home.Text(Helper));
        Assert.Equal([HealthCode.Healthy], Check().Select(finding => finding.Code));
    }

    [Fact]
    public void A_profile_in_which_another_wrote_a_key_is_drift_and_mended()
    {
        Switch().Enable("open");
        _home.Write(_home.Paths.Profile, JsonText.Parse(File.ReadAllBytes(_home.Paths.Profile), "").SetString("static", ProfileKeys.CredentialKind).SetString("sk-theirs", ProfileKeys.CredentialHelper).ToString());

        Assert.Contains(Check(), finding => finding.Code == HealthCode.ProfileDrift);
        Switch().Repair();

        Assert.Equal([HealthCode.Healthy], Check().Select(finding => finding.Code));
    }

    [Fact]
    public void Snapshots_hold_no_key_and_bring_back_what_fits_now()
    {
        Switch().Enable("open");
        Switch().Restore(previous: false);
        new ProfileSwitch(_home.HelpedContext(app: "1.3036.0")).BringBack(Newest());
        Assert.Equal(("\"static\"", $"\"{Key}\"", null), (Found(ProfileKeys.CredentialKind), Found(ProfileKeys.ApiKey), Found(ProfileKeys.CredentialHelper)));

        Switch().Restore(previous: false);
        Switch().BringBack(Newest());

        Assert.Equal(("\"helper-script\"", null, $"\"{Helper}\""), (Found(ProfileKeys.CredentialKind), Found(ProfileKeys.ApiKey), Found(ProfileKeys.CredentialHelper)));
        Assert.True(File.Exists(Helper));
        Assert.Equal([HealthCode.Healthy], Check().Select(finding => finding.Code));
        Assert.Equal([_home.Data.SecretFile], WithKey());
    }

    [Fact]
    public void A_link_in_the_helpers_place_is_not_written_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link needs rights on Windows.");
        var elsewhere = Path.Combine(_home.Root, "elsewhere");
        _home.Write(elsewhere, "precious");
        Directory.CreateDirectory(_home.Data.HelperFolder);
        File.CreateSymbolicLink(Helper, elsewhere);

        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => Switch().Enable("open")).Code);
        Assert.Equal("precious", _home.Text(elsewhere));
        Assert.Null(_home.Text(_home.Paths.Profile));
    }

    [Fact]
    public void A_key_that_is_missing_is_said_before_anything_is_written()
    {
        _home.Context().Secrets.Remove(SecretNames.ProviderKey("open"));
        var before = _home.Tree();
        var context = _home.HelpedContext();
        var shipped = _home.Tree().Keys.Except(before.Keys).ToList();

        Assert.Equal(ErrorCode.ProviderKeyMissing, Assert.Throws<ClaudeDesktopException>(() => new ProfileSwitch(context).Enable("open")).Code);
        Assert.Equal(before.Keys, _home.Tree().Keys.Except(shipped));
    }

    private void Spoil(string what)
    {
        switch (what)
        {
            case "missing":
                File.Delete(Helper);
                break;
            case "changed":
                File.AppendAllText(Helper, "echo more\n");
                break;
            case "not executable":
                NativeFile.SetMode(Helper, 0b110_000_000);
                break;
            case "writable by others":
                NativeFile.SetMode(Helper, 0b111_000_010);
                break;
            case "copy not executable":
                NativeFile.SetMode(Directory.GetFiles(_home.Data.ProgramFolder, ThrowAwayHome.NativeProgram, SearchOption.AllDirectories).Single(), 0b110_000_000);
                break;
            default:
                Directory.Delete(_home.Data.ProgramFolder, recursive: true);
                break;
        }
    }

    private ProfileSwitch Switch() => new(_home.HelpedContext());

    private System.Collections.Generic.IReadOnlyList<HealthFinding> Check() => new ProfileHealth(_home.HelpedContext(), _ => ListenerKind.Ours).Check();

    private string Newest() => new SnapshotHistory(_home.Data, new FileOperations()).Ids[0];

    private string? Found(string key) =>
        JsonText.Parse(File.ReadAllBytes(_home.Paths.Profile), _home.Paths.Profile).Find(key) is { } raw ? Encoding.UTF8.GetString(raw.Span) : null;

    private string[] WithKey() => [.. _home.Tree().Keys.Where(path => File.ReadAllText(path).Contains(Key, StringComparison.Ordinal))];
}

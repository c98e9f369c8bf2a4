using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop;

/// <summary>Modes and links of the module's own folder, on Unix.</summary>
public sealed class StoreExposedTests : IDisposable
{
    private const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private readonly ThrowAwayHome _home = new();

    public StoreExposedTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has rights instead of modes.");
        _home.AddMapped("mapped");
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void What_the_module_writes_is_the_users_alone()
    {
        new ProfileSwitch(_home.Context()).Enable("mapped");
        Assert.Empty(FileModes.Exposed(_home.Data));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_home.Data.Root));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.Data.SecretFile));
    }

    [Fact]
    public void A_store_that_others_can_read_is_found_and_mended_without_a_switch()
    {
        File.SetUnixFileMode(_home.Data.Root, Open | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(_home.Data.SecretFile, Open);
        var repair = new ProfileRepair(_home.Context(), _ => ListenerKind.Ours);
        var found = repair.Find().Where(finding => finding.Code == HealthCode.StoreExposed).ToList();
        Assert.Equal([_home.Data.Root, _home.Data.SecretFile], found.Select(finding => finding.Path));
        var before = _home.Tree();
        var results = repair.Run(repair.Find());
        Assert.All(results.Where(result => result.Code == HealthCode.StoreExposed), result => Assert.Equal(RepairOutcome.Repaired, result.Outcome));
        Assert.Empty(FileModes.Exposed(_home.Data));
        Assert.Equal(before, _home.Tree());
    }

    [Fact]
    public void A_link_in_the_place_of_the_secrets_is_neither_followed_nor_replaced()
    {
        var elsewhere = Path.Combine(_home.Root, "elsewhere.json");
        File.Move(_home.Data.SecretFile, elsewhere);
        File.CreateSymbolicLink(_home.Data.SecretFile, elsewhere);
        var before = File.ReadAllText(elsewhere);
        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => _home.Context().Secrets.Set("a", "1")).Code);
        Assert.Equal(before, File.ReadAllText(elsewhere));
    }

    [Fact]
    public void A_link_in_the_place_of_the_data_folder_is_not_followed()
    {
        var elsewhere = Path.Combine(_home.Root, "elsewhere");
        Directory.Move(_home.Data.Root, elsewhere);
        Directory.CreateSymbolicLink(_home.Data.Root, elsewhere);
        var before = Directory.GetFiles(elsewhere).ToDictionary(path => path, File.ReadAllText);
        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => _home.Context().Secrets.Set("a", "1")).Code);
        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => _home.AddMapped("another")).Code);
        Assert.Equal(before, Directory.GetFiles(elsewhere).ToDictionary(path => path, File.ReadAllText));
    }

    [Fact]
    public void Logs_the_registration_and_each_state_in_the_history_are_looked_at_too()
    {
        new ProfileSwitch(_home.Context()).Enable("mapped");
        var state = Directory.GetFiles(_home.Data.HistoryFolder).Single();
        _home.Write(_home.Data.GatewayLogFile, "");
        _home.Write(_home.Data.RegistrationFile, "{}");
        string[] opened = [_home.Data.LogFolder, _home.Data.RegistrationFile, state];
        foreach (var path in opened)
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherRead);

        Assert.Equal(opened, FileModes.Exposed(_home.Data));
        Assert.Equal(opened, FileModes.Repair(_home.Data));
        Assert.Empty(FileModes.Exposed(_home.Data));
    }

    [Theory]
    [InlineData("history")]
    [InlineData("run")]
    [InlineData("logs")]
    [InlineData("helper")]
    [InlineData("bin")]
    public void A_link_in_the_place_of_a_folder_of_ours_is_not_followed(string name)
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_home.Root, "elsewhere")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(_home.Data.Root, name), elsewhere);

        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => new ProfileSwitch(_home.Context()).Enable("mapped")).Code);
        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => _home.Context().Secrets.Set("a", "1")).Code);

        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }
}

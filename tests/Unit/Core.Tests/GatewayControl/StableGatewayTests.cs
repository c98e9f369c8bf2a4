using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl;

public sealed class StableGatewayTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();
    private readonly FileOperations _files = new();

    private string Bin => _home.Data.ProgramFolder;

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_copy_holds_what_the_module_ships_for_this_system_and_outlives_the_module()
    {
        var source = _home.Ship("0.1.0");
        var folder = Stable().Hold(source, "test");
        Directory.Delete(Path.GetDirectoryName(source.Folder)!, recursive: true);

        Assert.Equal(Path.Combine(Bin, "0.1.0"), folder);
        Assert.Equal("the gateway 0.1.0", _home.Text(Path.Combine(folder, "ClaudeDesktop.Gateway.dll")));
        Assert.Equal("the host 0.1.0", _home.Text(Path.Combine(folder, "powershell", "ClaudeDesktop.PowerShellHost.dll")));
        Assert.Equal("the program 0.1.0", _home.Text(Path.Combine(folder, NativeHost.Names(_home.System)[0], Program)));
        Assert.False(Directory.Exists(Path.Combine(folder, "plan9-x64")));
    }

    [Fact]
    public void Only_the_user_can_read_and_run_a_copy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes; the copy inherits the rights of the user's own folder.");
        var folder = Stable().Hold(_home.Ship("0.1.0"), "test");

        var files = Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder).Append(Bin);
        Assert.All(files, path => Assert.Equal(UnixMode.PrivateProgram, UnixMode.Of(path)));
    }

    [Fact]
    public void What_runs_a_copy_is_known_before_the_copy_exists_and_is_the_same_afterwards()
    {
        var source = _home.Ship("0.1.0");
        string[] words = ["credential", "--home", "/a folder"];

        var before = Stable().Rung(source, words)!;
        Assert.False(Directory.Exists(Bin));
        var folder = Stable().Hold(source, "test");

        Assert.Equal(Path.Combine(folder, NativeHost.Names(_home.System)[0], Program), before.FileName);
        Assert.Equal(words, before.Arguments);
        Assert.Equal(before.FileName, GatewayLaunchPlan.Find(_home.System, folder, words).Rungs[0].FileName);
        Assert.Equal(before.FileName, Stable().Known(folder, before.FileName, words)!.FileName);
    }

    [Fact]
    public void An_upgrade_adds_a_copy_and_the_old_one_goes_once_nobody_holds_it()
    {
        var old = Stable().Hold(_home.Ship("0.1.0"), "first");
        Stable().Hold(_home.Ship("0.1.0"), "second");
        var young = Stable().Hold(_home.Ship("0.2.0"), "first");
        Stable().Tidy();
        Assert.Equal([old, young], Stable().Copies());

        Stable().Release("first", but: young);
        Stable().Tidy();
        Assert.Equal([old, young], Stable().Copies());

        Stable().Release("second");
        Stable().Tidy();
        Assert.Equal([young], Stable().Copies());
        Assert.Equal([young + ".held-by-first"], Directory.GetFiles(Bin));

        Stable().Release("first");
        Stable().Tidy();
        Assert.Empty(Directory.GetFileSystemEntries(Bin));
    }

    [Fact]
    public void A_copy_that_a_gateway_runs_from_stays_until_the_gateway_has_ended()
    {
        var folder = Stable().Hold(_home.Ship("0.1.0"), "test");
        Stable().Release("test");
        var run = new RunFile
        {
            Port = 15721,
            ProcessId = Environment.ProcessId,
            StartMark = ProcessStart.MarkOf(Environment.ProcessId),
            StartedAt = System.Diagnostics.Process.GetCurrentProcess().StartTime,
            Instance = "instance",
            Version = "0.1.0",
        };
        run.Write(_home.Data, _files);
        Stable().Tidy();
        Assert.Equal([folder], Stable().Copies());

        run.Delete(_home.Data, _files);
        Stable().Tidy();
        Assert.Empty(Stable().Copies());
    }

    [Fact]
    public void A_copy_that_was_changed_or_lacks_a_file_is_made_anew_and_a_good_one_is_left_alone()
    {
        var source = _home.Ship("0.1.0");
        var library = Path.Combine(Stable().Hold(source, "test"), "ClaudeDesktop.Gateway.dll");
        File.SetLastWriteTimeUtc(library, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Stable().Hold(source, "test");
        Assert.Equal(2020, File.GetLastWriteTimeUtc(library).Year);

        File.WriteAllText(library, "another's");
        Stable().Hold(source, "test");
        Assert.Equal("the gateway 0.1.0", _home.Text(library));

        File.Delete(library);
        Stable().Hold(source, "test");
        Assert.Equal("the gateway 0.1.0", _home.Text(library));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_copy_that_fails_at_any_file_is_not_there_and_the_next_try_makes_it(bool afterwards)
    {
        var source = _home.Ship("0.1.0");
        var counting = new FaultyFiles(0, afterwards);
        new StableGateway(_home.System, _home.Data, counting).Hold(source, "test");
        Directory.Delete(Bin, recursive: true);
        Assert.Equal(6, counting.Changes);

        for (var failing = 1; failing < counting.Changes; failing++)
        {
            var stable = new StableGateway(_home.System, _home.Data, new FaultyFiles(failing, afterwards));
            Assert.Equal(ErrorCode.FileWriteFailed, Assert.Throws<ClaudeDesktopException>(() => stable.Hold(source, "test")).Code);
            Assert.Empty(Stable().Copies());
        }

        var folder = Stable().Hold(source, "test");
        Assert.Equal([folder, folder + ".held-by-test"], Directory.GetFileSystemEntries(Bin).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_link_in_the_copys_place_is_neither_followed_nor_taken_away()
    {
        var elsewhere = Path.Combine(_home.Root, "elsewhere");
        _home.Write(Path.Combine(elsewhere, "precious"), "data");
        Directory.CreateDirectory(Bin);
        Directory.CreateSymbolicLink(Path.Combine(Bin, "0.1.0"), elsewhere);

        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => Stable().Hold(_home.Ship("0.1.0"), "test")).Code);
        Stable().Tidy();

        Assert.Equal("data", _home.Text(Path.Combine(elsewhere, "precious")));
        Assert.Single(Directory.GetFiles(elsewhere));
    }

    [Fact]
    public void A_folder_of_the_users_own_beside_the_copies_stays_whatever_is_tidied()
    {
        var mine = Path.Combine(Bin, "mytools", "x.txt");
        _home.Write(mine, "mine");
        Stable().Hold(_home.Ship("0.1.0"), "test");
        Stable().Release("test");
        Stable().Tidy();
        Stable().Tidy();

        Assert.Equal("mine", _home.Text(mine));
        Assert.Equal([Path.GetDirectoryName(mine)!], Directory.GetFileSystemEntries(Bin));
    }

    [Fact]
    public void A_folder_of_the_users_own_in_a_copys_place_is_left_as_it_is()
    {
        var mine = Path.Combine(Bin, "0.1.0", "x.txt");
        _home.Write(mine, "mine");

        Assert.Contains("not made by this module", Assert.Throws<ClaudeDesktopException>(() => Stable().Hold(_home.Ship("0.1.0"), "test")).Message, StringComparison.Ordinal);
        Stable().Tidy();

        Assert.Equal([mine], Directory.GetFiles(Bin, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Where_nothing_runs_the_gateway_nothing_runs_the_copy()
    {
        Directory.CreateDirectory(Path.Combine(_home.Root, "empty"));
        Assert.Null(Stable().Rung(new GatewaySource(Path.Combine(_home.Root, "empty"), "0.1.0"), ["credential"]));
    }

    private static string Program => ThrowAwayHome.NativeProgram;

    private StableGateway Stable() => new(_home.System, _home.Data, _files);
}

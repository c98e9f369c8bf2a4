using System;
using System.IO;
using System.Threading.Tasks;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Storage;

/// <summary>What somebody has put in the place of a file, on Unix.</summary>
public sealed class FileReadingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ThrowAwayHome _home = new();

    public FileReadingTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such files on Windows.");

    private string Place => Path.Combine(_home.System.HomeDirectory, "settings.json");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_pipe_keeps_nobody_waiting_and_is_said_to_be_one()
    {
        UnixPretence.MakePipe(Place);
        var reading = Task.Run(() => new FileOperations().Read(Place), TestContext.Current.CancellationToken);

        var thrown = await Assert.ThrowsAsync<ClaudeDesktopException>(() => reading.WaitAsync(Patience, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.FileUnreadable, thrown.Code);
        Assert.Contains("is a pipe", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_not_opened()
    {
        File.CreateSymbolicLink(Place, "/dev/null");
        var thrown = Assert.Throws<ClaudeDesktopException>(() => new FileOperations().Read(Place));
        Assert.Equal(ErrorCode.FileUnreadable, thrown.Code);
        Assert.Contains("is a device", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_file_of_this_users_is_followed_and_what_is_missing_is_missing()
    {
        _home.Write(Place + "-real", "text");
        File.CreateSymbolicLink(Place, Place + "-real");
        Assert.Equal("text"u8.ToArray(), new FileOperations().Read(Place));
        Assert.Null(new FileOperations().Read(Place + "-missing"));
        Assert.Null(new FileOperations().Read(Path.Combine(Place, "below-a-file")));
    }

    [Fact]
    public void Of_another_user_only_that_users_own_files_are_read()
    {
        UnixPretence.SkipUnlessRoot();
        var home = _home.System.HomeDirectory;
        UnixPretence.Give(home, UnixPretence.Ada);
        var secret = Path.Combine(_home.Root, "secret-of-root");
        _home.Write(secret, "secret");
        _home.Write(Path.Combine(home, "ours"), "text");
        UnixPretence.Give(Path.Combine(home, "ours"), UnixPretence.Ada);
        _home.Write(Path.Combine(home, "roots"), "secret");
        File.CreateSymbolicLink(Path.Combine(home, "link"), secret);
        File.CreateSymbolicLink(Path.Combine(home, "link-to-own"), Path.Combine(home, "ours"));
        Directory.CreateSymbolicLink(Path.Combine(home, "folder"), _home.Root);
        var files = new FileOperations(new UserHome(home));

        Assert.Equal("text"u8.ToArray(), files.Read(Path.Combine(home, "ours")));
        Assert.Null(files.Read(Path.Combine(home, "missing")));
        Assert.Equal("secret"u8.ToArray(), files.Read(secret));
        foreach (var name in new[] { "roots", "link", "link-to-own", "folder/secret-of-root" })
            Assert.Equal(ErrorCode.FileUnreadable, Assert.Throws<ClaudeDesktopException>(() => files.Read(Path.Combine(home, name))).Code);
    }

    [Fact]
    public void Nothing_is_written_where_another_users_folder_leads_out_of_that_users_own()
    {
        UnixPretence.SkipUnlessRoot();
        var home = _home.System.HomeDirectory;
        UnixPretence.Give(home, UnixPretence.Ada);
        var outside = Directory.CreateDirectory(Path.Combine(_home.Root, "outside")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(home, "folder"), outside);
        var files = new FileOperations(new UserHome(home));

        Assert.Throws<ClaudeDesktopException>(() => files.Replace(Path.Combine(home, "folder", "a", "x"), [], FilePrivacy.Private, expected: null));

        Assert.Empty(Directory.GetFileSystemEntries(outside));
    }
}

using System;
using System.IO;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Storage;

/// <summary>What root writes into a user's folders stays that user's.</summary>
public sealed class FileOwnerTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();
    private readonly FileOperations _files = new();

    public FileOwnerTests()
    {
        UnixPretence.SkipUnlessRoot();
        UnixPretence.Give(_home.System.HomeDirectory, UnixPretence.Ada);
    }

    private string Target => Path.Combine(_home.System.HomeDirectory, "settings.json");

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(FilePrivacy.AsBefore, 0b110_100_000)]
    [InlineData(FilePrivacy.Private, 0b110_000_000)]
    [InlineData(FilePrivacy.PrivateProgram, 0b111_000_000)]
    public void A_file_that_root_replaces_stays_its_owners(FilePrivacy privacy, int mode)
    {
        _home.Write(Target, "before");
        UnixPretence.Give(Target, UnixPretence.Ada);
        File.SetUnixFileMode(Target, (UnixFileMode)0b110_100_000);

        _files.Replace(Target, "after"u8.ToArray(), privacy, "before"u8.ToArray());

        Assert.Equal("after", _home.Text(Target));
        Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(Target));
        Assert.Equal((UnixPretence.Ada, UnixPretence.Ada), OwnerOf(Target));
    }

    [Fact]
    public void What_root_makes_anew_belongs_to_whom_the_folder_around_it_does()
    {
        var folder = Path.Combine(_home.System.HomeDirectory, "one");
        var file = Path.Combine(folder, "two", "settings.json");
        var held = Path.Combine(folder, "store.lock");

        _files.Replace(file, [], FilePrivacy.Private, expected: null);
        FileLock.Acquire(held, TimeSpan.Zero).Dispose();

        Assert.All([folder, Path.GetDirectoryName(file)!, file, held], path => Assert.Equal((UnixPretence.Ada, UnixPretence.Ada), OwnerOf(path)));
    }

    [Fact]
    public void Where_the_owner_cannot_be_kept_nothing_is_changed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only there can a single right be taken from root.");
        _home.Write(Target, "before");
        UnixPretence.Give(Target, UnixPretence.Ada);

        var replaced = UnixPretence.WithoutChangingOwners(() => _files.Replace(Target, "after"u8.ToArray(), FilePrivacy.AsBefore, "before"u8.ToArray()));
        var made = UnixPretence.WithoutChangingOwners(() => _files.Replace(Path.Combine(_home.System.HomeDirectory, "new", "x"), [], FilePrivacy.Private, expected: null));

        Assert.All([replaced, made], thrown => Assert.Equal(ErrorCode.FileAccessDenied, Assert.IsType<ClaudeDesktopException>(thrown).Code));
        Assert.Contains("would not belong", replaced!.Message, StringComparison.Ordinal);
        Assert.Equal("before", _home.Text(Target));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_home.System.HomeDirectory));
    }

    private static (uint, uint) OwnerOf(string path)
    {
        var found = UnixFileStatus.Of(path, followLinks: false)!;
        return ((uint)found.Owner, UnixEntry.Of(path, followLinks: false)!.Group);
    }
}

using System;
using System.IO;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Storage;

public sealed class FileLockTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_lock_file_is_the_users_alone_also_where_an_older_version_made_it(bool wasThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no mode; the folder's rights hold.");
        if (wasThere)
        {
            _home.Write(_home.Data.LockFile, "");
            File.SetUnixFileMode(_home.Data.LockFile, (UnixFileMode)0b110_100_100);
        }

        FileLock.Acquire(_home.Data.LockFile, TimeSpan.FromSeconds(5)).Dispose();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_home.Data.LockFile));
    }

    [Fact]
    public void A_link_in_the_place_of_a_lock_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link takes a right there that a test need not have.");
        var elsewhere = Path.Combine(_home.Root, "elsewhere");
        _home.Write(elsewhere, "");
        File.SetUnixFileMode(elsewhere, (UnixFileMode)0b110_100_100);
        Directory.CreateDirectory(_home.Data.Root);
        File.CreateSymbolicLink(_home.Data.LockFile, elsewhere);

        Assert.Equal(ErrorCode.FileIsLink, Assert.Throws<ClaudeDesktopException>(() => FileLock.Acquire(_home.Data.LockFile, TimeSpan.Zero)).Code);

        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(elsewhere));
    }
}

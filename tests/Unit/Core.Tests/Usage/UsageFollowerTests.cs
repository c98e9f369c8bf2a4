using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Tests.Support;
using ClaudeDesktop.Usage;
using Xunit;

namespace ClaudeDesktop.Tests.Usage;

public sealed class UsageFollowerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cd-test-").FullName;
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_added_comes_once_also_in_the_files_of_another_day_and_of_another_run()
    {
        var follower = new UsageFollower([_folder], UsageFilter.All);
        Assert.Empty(Next(follower));
        var first = new LedgerFile(_now).Add(Request(1));
        first.Save(_folder);
        Assert.Equal([1], Next(follower));
        Assert.Empty(Next(follower));
        first.Add(Request(2), Request(3)).End(_now).Save(_folder);
        new LedgerFile(_now.AddDays(1), earlier: 3).Add(Request(4)).Save(_folder);
        Assert.Equal([2, 3, 4], Next(follower));
        new LedgerFile(_now, "aaaaaaaa").Add(Request(5)).Save(_folder);
        Assert.Equal([5], Next(follower));
    }

    [Fact]
    public void Half_a_line_waits_for_its_other_half()
    {
        var follower = new UsageFollower([_folder], UsageFilter.All);
        var file = new LedgerFile(_now).Add(Request(1), Request(2));
        file.Save(_folder, cut: 30);
        Assert.Equal([1], Next(follower));
        file.Save(_folder, cut: 1);
        Assert.Empty(Next(follower));
        file.Save(_folder);
        Assert.Equal([2], Next(follower));
    }

    [Fact]
    public void Who_stops_in_the_midst_gets_the_rest_next_time()
    {
        new LedgerFile(_now).Add(Request(1), Request(2), Request(3)).Save(_folder);
        var follower = new UsageFollower([_folder], UsageFilter.All);
        Assert.Equal(1, follower.Next().First().InputTokens);
        Assert.Equal([2, 3], Next(follower));
    }

    [Fact]
    public void Only_what_is_wanted_comes()
    {
        var follower = new UsageFollower([_folder], new UsageFilter { IsFailed = true });
        new LedgerFile(_now).Add(Request(1), Request(2) with { Status = 500 }).Save(_folder);
        Assert.Equal([2], Next(follower));
    }

    private UsageRecord Request(int number) => new() { Time = _now, RequestId = $"req_{number}", InputTokens = number, Tries = 1, Status = 200 };

    private static int[] Next(UsageFollower follower) => [.. follower.Next().Select(record => (int)record.InputTokens)];
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.Gateway.Usage;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Usage;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Usage;

public sealed class UsageLedgerSinkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cd-usage-").FullName;
    private readonly FakeTime _time = new();
    private readonly TestLog _log = new();
    private readonly UsageFindings _findings = new();

    private DataHome Home => new(HostSystem.Current, Path.Combine(_folder, "home"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Whatever_was_added_is_written_when_the_gateway_ends_and_the_run_says_that_it_ended()
    {
        await WriteAsync(sink => Add(sink, 1, 1000));
        Assert.Equal(Enumerable.Range(1, 1000), Numbers());
        Assert.Empty(_findings.Cuts);
        Assert.Equal(0, _findings.LostRequests + _findings.MissedRequests + _findings.UnreadableLines);
    }

    [Fact]
    public async Task A_run_without_a_request_leaves_nothing()
    {
        await WriteAsync(_ => { });
        Assert.Empty(Directory.GetFiles(Home.UsageFolder));
    }

    [Fact]
    public async Task Each_day_has_a_file_that_says_when_it_is_over()
    {
        await using (var sink = Open())
        {
            Add(sink, 1, 2);
            await UntilAsync(() => Numbers().Count == 2);
            _time.Advance(12 * 3600);
            Add(sink, 3, 2);
            await UntilAsync(() => Numbers().Count == 4);
            Assert.EndsWith("\"n\":2}\n", File.ReadAllText(Files()[0]), StringComparison.Ordinal);
        }

        Assert.Equal(["usage-2026-11-20-120000", "usage-2026-11-21-000000"], Files().Select(file => Path.GetFileName(file)[..23]));
        Assert.Equal([1, 2, 3, 4], Numbers());
        Assert.Empty(_findings.Cuts);
    }

    [Fact]
    public async Task Two_gateways_at_once_do_not_disturb_each_other()
    {
        await using (var one = Open())
        await using (var other = Open())
        {
            Parallel.Invoke(() => Add(one, 1, 2000), () => Add(other, 2001, 2000));
        }

        Assert.Equal(Enumerable.Range(1, 4000), Numbers().Order());
        Assert.Equal(0, _findings.UnreadableLines + _findings.LostRequests);
    }

    [Fact]
    public async Task What_cannot_be_written_waits_is_said_once_and_is_written_later()
    {
        var blocked = Block();
        await using (var sink = Open())
        {
            Add(sink, 1, 3);
            await UntilAsync(() => !_log.Lines.IsEmpty);
            Add(sink, 4, 100);
            File.Delete(blocked);
            await UntilAsync(() => _log.Lines.Count > 1);
        }

        Assert.Equal(Enumerable.Range(1, 103), Numbers());
        Assert.Equal([LogLevel.Warning, LogLevel.Information], _log.Lines.Select(line => line.Level));
    }

    [Fact]
    public async Task What_is_more_than_can_wait_is_counted_and_the_count_is_written()
    {
        var blocked = Block();
        await using (var sink = Open())
        {
            Add(sink, 1, 20_000);
            File.Delete(blocked);
        }

        Assert.Equal(20_000, Numbers().Count + _findings.MissedRequests);
        Assert.InRange(_findings.MissedRequests, 10_000, 19_000);
    }

    [Fact]
    public async Task A_gateway_that_can_never_write_ends_all_the_same_and_says_how_much_is_gone()
    {
        var blocked = Block();
        await WriteAsync(sink => Add(sink, 1, 200));
        Assert.Equal("mine", File.ReadAllText(blocked));
        Assert.StartsWith("200 requests", _log.Lines.Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_somebody_took_away_is_begun_anew()
    {
        await using (var sink = Open())
        {
            Add(sink, 1, 1);
            await UntilAsync(() => Numbers().Count == 1);
            File.Delete(Files()[0]);
            Add(sink, 2, 1);
        }

        Assert.Equal([2], Numbers());
        Assert.Equal(0, _findings.LostRequests);
        Assert.Empty(_findings.Cuts);
    }

    [Fact]
    public async Task A_link_in_the_folders_place_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Making a link takes a right there that a test need not have.");
        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder, "elsewhere")).FullName;
        Directory.CreateDirectory(Home.Root);
        Directory.CreateSymbolicLink(Home.UsageFolder, elsewhere);
        await WriteAsync(sink => Add(sink, 1, 1));
        Assert.Empty(Directory.GetFiles(elsewhere));
        Assert.Contains("link", _log.Lines.First().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_this_users_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The profile folder's rights are inherited there.");
        await WriteAsync(sink => Add(sink, 1, 1));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Files()[0]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Home.UsageFolder));
    }

    [Fact]
    public async Task Ledgers_whose_time_is_over_go_and_nothing_else()
    {
        Directory.CreateDirectory(Home.UsageFolder);
        string[] kept = ["usage-2026-08-22-235959-0123abcd.jsonl", "usage-2026-08-21-000000-0123abcd.jsonl.bak", "usage-2020-01-01.jsonl", "usage-2020-01-01-000000-0123ABCD.jsonl", "mine.txt"];
        foreach (var name in kept.Append("usage-2026-08-21-235959-0123abcd.jsonl"))
            File.WriteAllText(Path.Combine(Home.UsageFolder, name), "");
        await WriteAsync(_ => { });
        Assert.Equal(kept.Order(StringComparer.Ordinal), Files().Select(Path.GetFileName));
    }

    private UsageLedgerSink Open()
    {
        var sink = UsageLedgerSink.For(new GatewayOptions { Home = Home, Log = _log, Time = _time }, _log)!;
        sink.RetryPause = TimeSpan.FromMilliseconds(5);
        sink.Open();
        return sink;
    }

    private async Task WriteAsync(Action<UsageLedgerSink> add)
    {
        await using var sink = Open();
        add(sink);
    }

    private void Add(UsageLedgerSink sink, int first, int count)
    {
        for (var number = first; number < first + count; number++)
            sink.Add(new UsageRecord { Time = _time.GetUtcNow(), RequestId = $"req_{number}", InputTokens = number, Tries = 1, Status = 200 });
    }

    // A file where the folder should be.
    private string Block()
    {
        Directory.CreateDirectory(Home.Root);
        File.WriteAllText(Home.UsageFolder, "mine");
        return Home.UsageFolder;
    }

    private string[] Files() => [.. Directory.GetFiles(Home.UsageFolder).Order(StringComparer.Ordinal)];

    private List<int> Numbers() => [.. Ledger.Of(Home, _findings).Select(record => (int)record.InputTokens)];

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; !holds(); i++)
        {
            Assert.True(i < 6000, "It never came to hold.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}

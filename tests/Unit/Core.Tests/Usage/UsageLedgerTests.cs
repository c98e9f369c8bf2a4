using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using ClaudeDesktop.Usage;
using Xunit;

namespace ClaudeDesktop.Tests.Usage;

public sealed class UsageLedgerTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("cd-test-").FullName;
    private readonly UsageFindings _findings = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_request_comes_back_as_it_was_written()
    {
        var record = new UsageRecord
        {
            Time = Noon.AddMilliseconds(123),
            RequestId = "req_1",
            Session = "5d1c\"\\é",
            Provider = "kimi",
            Role = ModelRole.Haiku,
            RequestedModel = "claude-haiku-4-5",
            Model = "moonshot/kimi-k2",
            AnsweredModel = "kimi-k2-0905",
            InputTokens = 12,
            OutputTokens = 34,
            CacheReadTokens = 56,
            CacheWriteTokens = 78,
            IsEstimate = true,
            Cost = 0.0000123m,
            FirstByte = TimeSpan.FromMilliseconds(250),
            Duration = TimeSpan.FromMilliseconds(1500),
            Tries = 2,
            Status = 529,
            Error = "overloaded_error",
            IsStream = true,
            User = "ada",
            Machine = "DESKTOP-1",
            Project = "日本語",
        };
        new LedgerFile(Noon).Add(record, Request(2)).End(Noon).Save(_folder);
        Assert.Equal([record, Request(2)], Read());
        Assert.Empty(_findings.Cuts);
    }

    [Fact]
    public void A_line_that_a_crash_cut_in_two_is_passed_over_and_said()
    {
        var path = new LedgerFile(Noon).Add(Request(1), Request(2)).Save(_folder, cut: 20);
        Assert.Equal([Request(1)], Read());
        Assert.Equal(1, _findings.UnreadableLines);
        Assert.Equal(new UsageCut("DESKTOP-1", Noon, Request(1).Time, path), Assert.Single(_findings.Cuts));
    }

    [Fact]
    public void A_last_line_that_lacks_nothing_but_its_end_counts()
    {
        new LedgerFile(Noon).Add(Request(1), Request(2)).Save(_folder, cut: 1);
        Assert.Equal([Request(1), Request(2)], Read());
        Assert.Equal(0, _findings.UnreadableLines);
        Assert.Single(_findings.Cuts);
    }

    [Fact]
    public void However_a_file_is_cut_every_whole_line_before_is_read()
    {
        var file = new LedgerFile(Noon).Add(Request(1), Request(2), Request(3)).End(Noon);
        for (var cut = 1; cut < file.Bytes.Length; cut++)
        {
            var path = file.Save(_folder, cut);
            var whole = File.ReadAllText(path).Split('\n')[..^1].Count(line => line.StartsWith("{\"time", StringComparison.Ordinal));
            var read = Read();
            Assert.InRange(read.Count, whole, 3);
            Assert.Equal(Enumerable.Range(1, read.Count).Select(Request), read);
        }
    }

    [Fact]
    public void A_run_that_still_writes_is_not_called_cut_and_its_half_line_is_left_alone()
    {
        new LedgerFile(Noon, machine: Environment.MachineName, isThisProcess: true).Add(Request(1)).Raw("{\"time\":\"2026").Save(_folder);
        Assert.Equal([Request(1)], Read());
        Assert.Empty(_findings.Cuts);
        Assert.Equal(0, _findings.UnreadableLines);
    }

    [Fact]
    public void Lines_that_are_gone_or_were_never_written_are_counted()
    {
        var file = new LedgerFile(Noon).Add(Request(1), Request(2)).Missed(Noon, 40).Missed(Noon, 2).End(Noon);
        var path = file.Save(_folder);
        File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.Contains("req_1", StringComparison.Ordinal)));
        Assert.Equal([Request(2)], Read());
        Assert.Equal((1, 42), (_findings.LostRequests, _findings.MissedRequests));
    }

    [Fact]
    public void What_else_lies_in_the_folder_is_not_touched_and_not_read()
    {
        new LedgerFile(Noon).Add(Request(1)).End(Noon).Save(_folder);
        var other = new LedgerFile(Noon.AddHours(1)).Add(Request(2)).Bytes;
        foreach (var name in (string[])["usage-2026-11-20-120000-0123ABCD.jsonl", "usage-2026-11-20.jsonl", "usage-2026-13-20-120000-0123abcd.jsonl", "notes.txt", "usage-2026-11-20-120000-0123abcd.jsonl.bak"])
            File.WriteAllBytes(Path.Combine(_folder, name), other);
        Directory.CreateDirectory(Path.Combine(_folder, "usage-2026-11-20-130000-0123abcd.jsonl"));
        Assert.Equal([Request(1)], Read());
    }

    [Fact]
    public void A_file_that_is_named_is_read_whatever_it_holds()
    {
        var path = Path.Combine(_folder, "all of them.txt");
        File.WriteAllBytes(path, [.. "\0\0\0\n[1]\n{}\nnull\n{\"note\":1}\n{\"time\":5}\n{\"time\":\"2026-11-20T12:00:00Z\",\"in\":-1}\n{\"start\":1}\n\n"u8, .. new LedgerFile(Noon).Add(Request(1)).Bytes]);
        Assert.Equal([Request(1)], UsageLedger.Read([path], findings: _findings, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(6, _findings.UnreadableLines);
    }

    [Fact]
    public void Copies_of_a_ledger_count_once()
    {
        var file = new LedgerFile(Noon).Add(Request(1), Request(2));
        var old = Path.Combine(_folder, "old");
        file.Save(old);
        file.Add(Request(3)).End(Noon).Save(Path.Combine(_folder, "new"));
        File.WriteAllBytes(Path.Combine(_folder, "merged.jsonl"), file.Bytes);
        var read = UsageLedger.Read([old, Path.Combine(_folder, "new"), Path.Combine(_folder, "merged.jsonl"), old], findings: _findings, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], read.Select(record => (int)record.InputTokens).Order());
        Assert.Equal(5, _findings.RepeatedLines);
    }

    [Fact]
    public void Only_what_is_wanted_comes()
    {
        new LedgerFile(Noon).Add(
            Request(1),
            Request(2) with { Status = 500, Error = "api_error" },
            Request(3) with { Provider = "other" },
            Request(4) with { AnsweredModel = "surprise" },
            Request(5) with { Role = ModelRole.Opus, Session = "s" }).Save(_folder);
        Assert.Equal([3, 4, 5], Numbers(new UsageFilter { Since = Request(3).Time }));
        Assert.Equal([1, 2], Numbers(new UsageFilter { Until = Request(3).Time.ToOffset(TimeSpan.FromHours(5)) }));
        Assert.Equal([2], Numbers(new UsageFilter { IsFailed = true }));
        Assert.Equal([3], Numbers(new UsageFilter { Provider = id => id == "other" }));
        Assert.Equal([4], Numbers(new UsageFilter { Model = model => model == "surprise" }));
        Assert.Equal([5], Numbers(new UsageFilter { Roles = [ModelRole.Opus] }));
        Assert.Equal([5], Numbers(new UsageFilter { Session = session => session == "s" }));
    }

    [Fact]
    public void Days_that_are_not_asked_for_are_not_opened_but_those_beside_them_are()
    {
        for (var day = 0; day < 9; day++)
            new LedgerFile(Noon.AddDays(day)).Add(Request(day) with { Time = Noon.AddDays(4) }).Save(_folder);
        Assert.Equal([2, 3, 4, 5], Numbers(new UsageFilter { Since = Noon.AddDays(3.5), Until = Noon.AddDays(4.2) }));
    }

    private static UsageRecord Request(int number) => new()
    {
        Time = Noon.AddSeconds(number),
        RequestId = $"req_{number}",
        Provider = "kimi",
        InputTokens = number,
        Duration = TimeSpan.FromMilliseconds(10),
        Tries = 1,
        Status = 200,
        Project = "de",
    };

    private List<UsageRecord> Read(UsageFilter? filter = null) => [.. UsageLedger.Read([_folder], filter, _findings, TestContext.Current.CancellationToken)];

    private int[] Numbers(UsageFilter filter) => [.. Read(filter).Select(record => (int)record.InputTokens)];
}

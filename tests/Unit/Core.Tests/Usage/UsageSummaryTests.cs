using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Tests.Support;
using ClaudeDesktop.Usage;
using Xunit;

namespace ClaudeDesktop.Tests.Usage;

public sealed class UsageSummaryTests : IDisposable
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 20, 22, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");
    private readonly string _folder = Directory.CreateTempSubdirectory("cd-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_sum_has_it_all()
    {
        var sum = Assert.Single(Sums(
            [],
            Request(0) with { InputTokens = 10, OutputTokens = 5, CacheReadTokens = 30, CacheWriteTokens = 60, Cost = 0.5m },
            Request(1) with { InputTokens = 10, Cost = 0.25m, IsEstimate = true },
            Request(2) with { InputTokens = 1 },
            Request(3) with { Status = 429, Error = "rate_limit_error", Duration = TimeSpan.FromHours(1) }));
        Assert.Equal(("All", 4, 1), (sum.Name, sum.Requests, sum.Errors));
        Assert.Equal((21, 5, 30, 60, 116), (sum.InputTokens, sum.OutputTokens, sum.CacheReadTokens, sum.CacheWriteTokens, sum.TotalTokens));
        Assert.Equal(30 / 111.0, sum.CacheShare);
        Assert.Equal((0.75m, 1, 1), (sum.Cost, sum.UnpricedRequests, sum.EstimatedRequests));
        Assert.Equal((Evening, Evening.AddMinutes(3)), (sum.First, sum.Last));
        Assert.Equal(TimeSpan.FromMilliseconds(10), sum.P95Duration);
    }

    [Fact]
    public void Nothing_sums_to_nothing_and_no_groups()
    {
        var sum = Assert.Single(Sums([]));
        Assert.Equal((0, null, null, null), (sum.Requests, sum.Cost, sum.CacheShare, sum.MedianDuration));
        Assert.Empty(Sums([UsageGroup.Model]));
    }

    [Fact]
    public void A_day_is_that_of_the_clock_on_the_wall_and_days_come_in_order()
    {
        var sums = Sums([UsageGroup.Day], [.. Enumerable.Range(0, 60).Select(minute => Request(minute))]);
        Assert.Equal([("2026-11-20", 30L), ("2026-11-21", 30L)], sums.Select(sum => (sum.Name, sum.Requests)));
    }

    [Fact]
    public void Several_groups_make_a_sum_each_for_what_occurs_together()
    {
        var sums = Sums(
            [UsageGroup.Model, UsageGroup.Provider],
            Request(0) with { Provider = "a", Model = "m", Cost = 1 },
            Request(1) with { Provider = "b", Model = "m", Cost = 3 },
            Request(2) with { Provider = "a", Model = "m", Cost = 1 },
            Request(3) with { Provider = null, RequestedModel = "asked" });
        Assert.Equal([("m / b", 1L), ("m / a", 2L), ("asked / -", 1L)], sums.Select(sum => (sum.Name, sum.Requests)));
        Assert.Equal(("a", "m", null), (sums[1].Provider, sums[1].Model, sums[1].Session));
    }

    [Fact]
    public void Every_group_can_be_asked_for()
    {
        var record = Request(0) with { Provider = "p", Model = "m", Role = ModelRole.Opus, Session = "s", User = "u", Machine = "c", Project = "x" };
        var names = Enum.GetValues<UsageGroup>().Select(group => Assert.Single(Sums([group], record)).Name);
        Assert.Equal(["p", "m", "Opus", "2026-11-20", "s", "u", "c", "x"], names);
    }

    [Fact]
    public void Requests_of_a_ledger_and_of_a_pipeline_sum_alike()
    {
        UsageRecord[] records = [.. Enumerable.Range(0, 500).Select(i => Request(i % 60) with { RequestId = $"req_{i}", Model = $"m{i % 3}", InputTokens = i, Cost = i / 1000m, Duration = TimeSpan.FromMilliseconds(i * i) })];
        new LedgerFile(Evening).Add(records).End(Evening).Save(_folder);
        var summary = new UsageSummary([UsageGroup.Model], Paris);
        summary.Add([_folder], UsageFilter.All, new UsageFindings(), TestContext.Current.CancellationToken);
        Assert.Equal(Sums([UsageGroup.Model], records), summary.Sums);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(1000)]
    [InlineData(123_456)]
    [InlineData(9_999_999)]
    public void A_duration_is_told_to_within_some_percent(int milliseconds)
    {
        var sum = Assert.Single(Sums([], Request(0) with { Duration = TimeSpan.FromMilliseconds(milliseconds) }));
        Assert.InRange(sum.MedianDuration!.Value.TotalMilliseconds, milliseconds * 0.96, milliseconds * 1.04);
    }

    private static System.Collections.Generic.IReadOnlyList<UsageSum> Sums(UsageGroup[] groups, params UsageRecord[] records)
    {
        var summary = new UsageSummary(groups, Paris);
        foreach (var record in records)
            summary.Add(record);
        return summary.Sums;
    }

    private static UsageRecord Request(int minute) => new()
    {
        Time = Evening.AddMinutes(minute),
        RequestId = $"req_{minute}",
        Duration = TimeSpan.FromMilliseconds(10),
        Tries = 1,
        Status = 200,
    };
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ClaudeDesktop.Usage;
using ClaudeDesktop.Usage.Report;
using Xunit;

namespace ClaudeDesktop.Tests.Usage.Report;

public sealed partial class UsageReportTests
{
    private const string Nasty = "</td></style></script><script>alert('\"&\u0001\uD800</script>";

    [Fact]
    public void A_ledger_without_requests_makes_a_page_that_says_so()
    {
        var page = PageOf([]);
        Assert.Contains("No requests", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_a_ledger_is_escaped_wherever_it_stands()
    {
        var plain = PageOf(Nasties("x"));
        var nasty = PageOf(Nasties(Nasty));
        Assert.Equal(Tags(plain), Tags(nasty));
        Assert.DoesNotContain("alert('", nasty, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', nasty);
        Assert.DoesNotContain('\uD800', nasty);
        Assert.Contains("&lt;/td&gt;&lt;/style&gt;&lt;/script&gt;&lt;script&gt;alert(&#39;&quot;&amp;\uFFFD\uFFFD&lt;/script&gt;", nasty, StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_allows_the_pages_own_style_and_script_and_no_load_at_all()
    {
        var page = PageOf(MadeUpLedger.Records(3));
        var policy = Policy().Match(page).Groups[1].Value.Replace("&#39;", "'", StringComparison.Ordinal);
        static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
        var style = Hash(page.Split("<style>")[1].Split("</style>")[0]);
        var script = Hash(page.Split("<script>")[1].Split("</script>")[0]);
        Assert.Equal($"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotContain("http", page.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_is_the_same_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = PageOf(MadeUpLedger.Records(3));
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = other.NumberFormat.PercentDecimalSeparator = ",";
        other.NumberFormat.NumberGroupSeparator = ".";
        other.DateTimeFormat.AbbreviatedMonthNames = other.DateTimeFormat.MonthNames = [.. Enumerable.Range(1, 13).Select(month => $"m{month}")];
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal(expected, PageOf(MadeUpLedger.Records(3)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_request_belongs_to_the_day_of_the_reader()
    {
        var late = MadeUpLedger.Records(1).First() with { Time = new DateTimeOffset(2026, 11, 20, 23, 30, 0, TimeSpan.Zero) };
        Assert.Contains("<p>20 November 2026,", PageOf([late]), StringComparison.Ordinal);
        var report = new UsageReport(TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(1), "east", "east"));
        report.Add(late);
        Assert.Contains("<p>21 November 2026,", report.ToHtml(MadeUpLedger.End, "1.2.3"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cost_that_is_known_in_part_says_so_and_one_that_is_not_known_is_no_zero()
    {
        var records = MadeUpLedger.Records(3).Where(record => record.Error is null).ToList();
        Assert.Contains("every price is known", PageOf(records.Select(record => record with { Cost = 0.5m })), StringComparison.Ordinal);
        Assert.Contains($"{records.Count - 1} requests without a known price", PageOf(records.Select((record, i) => record with { Cost = i == 0 ? 0.5m : null })), StringComparison.Ordinal);
        var unknown = PageOf(records.Select(record => record with { Cost = null }));
        Assert.Contains(">unknown</data>", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain(">$0<", unknown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_its_client_broke_off_did_not_fail()
    {
        var record = MadeUpLedger.Records(3).First(one => one.Error is null);
        var page = PageOf([record, record with { Error = "client_closed_request" }, record with { Error = "api_error" }, record with { Status = 503 }]);
        Assert.Contains("<data id=\"sum-failed\" value=\"2\">", page, StringComparison.Ordinal);
        Assert.Contains("1 broken off by the client", page, StringComparison.Ordinal);
        Assert.Contains("HTTP 503", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_and_times_beyond_all_reason_make_a_page_too()
    {
        var record = MadeUpLedger.Records(1).First();
        var page = PageOf(
        [
            record,
            record with { Time = DateTimeOffset.MinValue, Cost = decimal.MaxValue, InputTokens = long.MaxValue, Duration = TimeSpan.MaxValue },
            record with { Time = DateTimeOffset.MaxValue, Cost = decimal.MinValue, InputTokens = long.MinValue, Duration = TimeSpan.MinValue, Status = int.MinValue },
            record with { Cost = decimal.MaxValue, OutputTokens = long.MaxValue, FirstByte = TimeSpan.MaxValue },
        ]);
        Assert.Contains("<data id=\"sum-requests\" value=\"4\">", page, StringComparison.Ordinal);
        Assert.Contains("The charts over time show the latest periods only", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_of_as_many_names_as_there_are_requests_are_summed_in_memory_with_a_limit()
    {
        var report = new UsageReport(TimeZoneInfo.Utc);
        var some = MadeUpLedger.Records(20).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 50_000; i++)
        {
            var record = some[i % some.Count];
            var one = i.ToString(CultureInfo.InvariantCulture);
            report.Add(record with { Time = MadeUpLedger.End.AddHours(-i % 87_600), Session = one, Model = one, Project = one, User = one, Machine = one, Provider = one, Error = i % 2 == 0 ? one : null });
        }

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(50_000, report.Requests);
        Assert.True(held < 150_000_000, $"{held:N0} bytes");
        Assert.InRange(report.ToHtml(MadeUpLedger.End, "1.2.3").Length, 10_000, 1_000_000);
    }

    private static string PageOf(IEnumerable<UsageRecord> records)
    {
        var report = new UsageReport(TimeZoneInfo.Utc);
        foreach (var record in records)
            report.Add(record);
        report.Note("Noted.");
        return report.ToHtml(MadeUpLedger.End, "1.2.3");
    }

    private static IEnumerable<UsageRecord> Nasties(string text) => MadeUpLedger.Records(2).Select((record, i) => record with
    {
        Session = text + (i % 2),
        Provider = text,
        RequestedModel = text,
        Model = text + (i % 3),
        AnsweredModel = text,
        Error = i % 7 == 0 ? text : null,
        User = text + (i % 2),
        Machine = text + (i % 2),
        Project = text + (i % 2),
    });

    private static List<string> Tags(string page) => [.. Tag().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("""<(/?[a-z0-9]+)[\s>]""")]
    private static partial Regex Tag();

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)")]
    private static partial Regex Policy();
}

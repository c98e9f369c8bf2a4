using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Tests.Support;
using ClaudeDesktop.Usage;
using ClaudeDesktop.Usage.Report;
using Xunit;

namespace ClaudeDesktop.Tests.Usage.Report;

/// <summary>The page as a real browser shows it. Where CLAUDEDESKTOP_TEST_SCREENSHOTS names a folder, what was seen is kept there.</summary>
public sealed class PageInBrowserTests
{
    private const string MissingBrowser = "There is no Chromium, Chrome or Edge, so no page was looked at.";

    // Everything whose right edge is beyond the window's, unless it lies in something that scrolls by itself or is cut off on purpose.
    private const string Overflowing =
        """
        [...document.querySelectorAll("body *")].filter(e => !e.closest(".scroll") && !e.closest(".unseen") && e.getClientRects().length > 0)
          .filter(e => { const box = e.getBoundingClientRect(); return box.right > innerWidth + 0.5 || box.left < -0.5; })
          .map(e => `${e.tagName}.${e.className.baseVal ?? e.className} ${e.textContent.trim().slice(0, 30)}`)
          .concat(document.documentElement.scrollWidth > innerWidth ? [`page ${document.documentElement.scrollWidth}`] : [])
        """;

    private static string? Pictures => Environment.GetEnvironmentVariable("CLAUDEDESKTOP_TEST_SCREENSHOTS");

    public static TheoryData<string> Ledgers => ["rich", "empty", "single", "hostile", "long", "unpriced"];

    [Theory]
    [MemberData(nameof(Ledgers))]
    public async Task A_page_loads_nothing_reports_nothing_and_fits_a_narrow_screen_and_paper(string ledger)
    {
        Assert.SkipWhen(Chromium.Program is null, MissingBrowser);
        using var home = new ThrowAwayHome();
        var page = Page(home, ledger);
        await using var browser = await Chromium.StartAsync();
        foreach (var (name, width, media, scheme) in new[] { ("light", 1280, "screen", "light"), ("dark", 1280, "screen", "dark"), ("narrow", 360, "screen", "light"), ("narrow-dark", 360, "screen", "dark"), ("paper", 720, "print", "dark") })
        {
            await browser.SizeAsync(width, 800);
            await browser.MediaAsync(media, scheme);
            await browser.OpenAsync(page);
            Assert.Equal([page.AbsoluteUri], browser.Events("Network.requestWillBeSent").Select(request => (string?)request["request"]!["url"]));
            Assert.Empty(browser.Events("Log.entryAdded").Concat(browser.Events("Runtime.consoleAPICalled")).Concat(browser.Events("Runtime.exceptionThrown")).Select(told => told.ToJsonString()));
            Assert.Equal([], (await browser.EvaluateAsync(Overflowing))!.AsArray().Select(element => $"{name}: {element}"));
            if (Pictures is { } folder)
                await browser.ScreenshotAsync(Path.Combine(folder, $"{ledger}-{name}.png"));
        }

        if (Pictures is { } kept)
            await browser.PrintAsync(Path.Combine(kept, $"{ledger}.pdf"));
    }

    [Fact]
    public async Task The_figures_on_the_page_are_the_sums_of_the_ledger()
    {
        Assert.SkipWhen(Chromium.Program is null, MissingBrowser);
        using var home = new ThrowAwayHome();
        var records = MadeUpLedger.Records().ToList();
        await using var browser = await Chromium.StartAsync();
        await browser.OpenAsync(Page(home, "rich"));

        async Task<decimal> Sum(string selector) =>
            ((string?)await browser.EvaluateAsync($"[...document.querySelectorAll('{selector}')].map(e => e.value).join(' ')"))!.Split(' ').Sum(text => decimal.Parse(text, CultureInfo.InvariantCulture));

        var cost = records.Sum(record => record.Cost ?? 0);
        var tokens = records.Sum(TokensOf);
        Assert.Equal(cost, await Sum("#sum-cost"));
        Assert.Equal(cost, await Sum("#cost-by-time tbody td:last-child data"));
        Assert.Equal(cost, await Sum("#models tbody td:nth-child(2) data"));
        Assert.Equal(cost, await Sum("#providers tbody td:nth-child(2) data"));
        Assert.Equal(tokens, await Sum("#sum-tokens"));
        Assert.Equal(tokens, await Sum("#tokens-by-time tbody td:last-child data"));
        Assert.Equal(tokens, await Sum("#users tbody td:nth-child(3) data"));
        Assert.Equal(records.Sum(record => record.CacheReadTokens), await Sum("#tokens-by-time tbody td:nth-child(2) data"));
        Assert.Equal(records.Count, await Sum("#sum-requests"));
        Assert.Equal(records.Count, await Sum("#machines tbody td:nth-child(4) data"));
        var failed = records.Count(record => record.Error is not null and not "client_closed_request");
        Assert.Equal(failed, await Sum("#sum-failed"));
        Assert.Equal(failed, await Sum("#failures-by-time tbody td:last-child data"));
        Assert.Equal(failed, await Sum("#failures tbody td:nth-child(2) data"));
        Assert.Equal(records.Count(record => record.Error is null), await Sum("#whole-time tbody data"));
        foreach (var model in records.GroupBy(record => record.Model!))
        {
            var row = $"[...document.querySelectorAll('#models tbody tr')].find(row => row.cells[0].textContent.trim() === '{model.Key}').cells[2].querySelector('data').value";
            Assert.Equal(model.Sum(TokensOf).ToString(CultureInfo.InvariantCulture), (string?)await browser.EvaluateAsync(row));
        }
    }

    [Fact]
    public async Task A_column_tells_its_figures_where_the_pointer_is_and_tables_sort_by_a_click()
    {
        Assert.SkipWhen(Chromium.Program is null, MissingBrowser);
        using var home = new ThrowAwayHome();
        await using var browser = await Chromium.StartAsync();
        await browser.OpenAsync(Page(home, "rich"));
        await browser.EvaluateAsync("document.querySelector('#tokens-by-time .hit:last-of-type').dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: 300, clientY: 300 }))");
        Assert.Contains("Total: ", (string?)await browser.EvaluateAsync("document.getElementById('tip').innerText"), StringComparison.Ordinal);
        const string Requests = "[...document.querySelectorAll('#models tbody tr')].map(row => Number(row.cells[3].querySelector('data').value))";
        await browser.EvaluateAsync("document.querySelector('#models thead th:nth-child(4) button').click()");
        var falling = (await browser.EvaluateAsync(Requests))!.AsArray().Select(value => (int)value!).ToList();
        Assert.Equal(falling.OrderDescending(), falling);
        await browser.EvaluateAsync("document.querySelector('#models thead th:nth-child(4) button').click()");
        Assert.Equal(falling.Order(), (await browser.EvaluateAsync(Requests))!.AsArray().Select(value => (int)value!));
    }

    [Fact]
    public async Task Its_colours_are_those_of_the_browser_until_somebody_wants_the_others()
    {
        Assert.SkipWhen(Chromium.Program is null, MissingBrowser);
        using var home = new ThrowAwayHome();
        await using var browser = await Chromium.StartAsync();
        const string Ground = "getComputedStyle(document.body).backgroundColor";
        await browser.MediaAsync("screen", "light");
        await browser.OpenAsync(Page(home, "single"));
        var light = (string?)await browser.EvaluateAsync(Ground);
        await browser.EvaluateAsync("document.getElementById('theme').click()");
        var dark = (string?)await browser.EvaluateAsync(Ground);
        Assert.NotEqual(light, dark);
        await browser.MediaAsync("print", "dark");
        Assert.Equal("rgb(255, 255, 255)", (string?)await browser.EvaluateAsync(Ground));
        await browser.MediaAsync("screen", "dark");
        await browser.OpenAsync(Page(home, "single"));
        Assert.Equal(dark, (string?)await browser.EvaluateAsync(Ground));
    }

    private static long TokensOf(UsageRecord record) => record.InputTokens + record.OutputTokens + record.CacheReadTokens + record.CacheWriteTokens;

    private static Uri Page(ThrowAwayHome home, string ledger)
    {
        var report = new UsageReport(TimeZoneInfo.Utc);
        foreach (var record in Records(ledger))
            report.Add(record);
        var file = Path.Combine(home.Root, "report.html");
        File.WriteAllText(file, report.ToHtml(MadeUpLedger.End.AddHours(12), "1.2.3"));
        return new Uri(file);
    }

    private static IEnumerable<UsageRecord> Records(string ledger) => ledger switch
    {
        "empty" => [],
        "single" => MadeUpLedger.Records().Take(1),
        "hostile" => MadeUpLedger.Records(3).Select(record => record with
        {
            Model = "</title></style><script>alert(1)</script><img src=https://example.com/x onerror=alert(2)>" + new string('w', 300),
            Provider = "\" onmouseover=\"alert(3)\u202E\0",
            Project = record.Project is null ? null : "'><svg/onload=alert(4)>" + record.Project,
            User = "{0}{{1}}" + record.User,
        }),
        "long" => MadeUpLedger.Records(900),
        "unpriced" => MadeUpLedger.Records(9).Select(record => record with { Cost = null }),
        _ => MadeUpLedger.Records(),
    };
}

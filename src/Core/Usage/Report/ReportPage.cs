using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>The whole page, from its head to its foot.</summary>
internal sealed class ReportPage(UsageTally tally, Periods periods, IReadOnlyList<string> notes)
{
    private const string Title = "Claude Desktop usage";

    public Markup Whole(DateTimeOffset madeAt, string version) => Markup.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{PageAssets.Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="ClaudeDesktop {version}">
        <title>{Title}</title>
        <style>{Markup.Own(PageAssets.Style)}</style>
        </head>
        <body>
        <div class="page">
        <header><div><h1>{Title}</h1><p>{Span()}</p></div><button id="theme" type="button" hidden>Dark mode</button></header>
        {Body()}
        <footer>{Words(madeAt, version).Select(sentence => Markup.Of($"<p>{sentence}</p>"))}</footer>
        </div>
        <div id="tip" aria-hidden="true" hidden></div>
        <script>{Markup.Own(PageAssets.Script)}</script>
        </body>
        </html>

        """);

    private Markup Body() => tally.All.Requests == 0
        ? Markup.Of(
            $"""
            <main><section class="card wide empty" id="empty"><h2>No requests</h2>
            <p>Nothing was asked of the gateway in this time, or nothing of it was kept. What goes directly from Claude Desktop to a provider is not seen here.</p></section></main>
            """)
        : Markup.Of($"{new HeadlineSection(tally).Section()}<main>{new TimeSections(tally, periods).Sections()}{new GroupSections(tally).Sections()}</main>");

    private string Span()
    {
        if (tally.First is not { } first || tally.Last is not { } last)
            return "Claude Desktop through the local gateway";
        var when = first.Date == last.Date ? Day(first) : $"{Day(first)} to {Day(last)}";
        return tally.Machines.Count == 1 && tally.Users.Count == 1 ? $"{when}, by {tally.Users.Top(1)[0].Key} on {tally.Machines.Top(1)[0].Key}" : when;
    }

    private static string Day(DateTimeOffset time) => time.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private IEnumerable<string> Words(DateTimeOffset madeAt, string version)
    {
        foreach (var note in notes)
            yield return note;
        if (!periods.IsWhole)
            yield return "The charts over time show the latest periods only. The sums hold all of them.";
        if (tally.All.Unpriced > 0)
            yield return "A cost with a + is a part only: some of its requests went to models whose price is not known.";
        if (tally.All.Estimated > 0)
            yield return $"The tokens of {Readable.Plural(tally.All.Estimated, "request", "requests")} are the gateway's own estimate.";
        yield return "Costs are in US dollars, from list prices: not a bill. Times of requests that failed or were broken off are left out; percentiles are right to about 1 %.";
        yield return $"Made on {madeAt.ToString("d MMMM yyyy, HH:mm (zzz)", CultureInfo.InvariantCulture)} with ClaudeDesktop {version}. This page loads nothing and sends nothing.";
    }
}

using System.Globalization;

namespace ClaudeDesktop.Usage.Report;

/// <summary>The figures that one looks for first.</summary>
internal sealed class HeadlineSection(UsageTally tally)
{
    public Markup Section()
    {
        var all = tally.All;
        var isUnknown = all.Cost == 0 && all.Unpriced > 0;
        var cost = isUnknown ? "unknown" : Readable.Cost(all.Cost) + (all.Unpriced > 0 ? "+" : "");
        var share = (double)all.Failed / all.Requests;
        var median = tally.FirstByte.Total > 0 ? Readable.Time(tally.FirstByte.Percentile(0.5)) : "–";
        return Markup.Of(
            $"""
            <dl class="tiles">
            {Tile("cost", "Cost", cost, all.Cost.ToString(CultureInfo.InvariantCulture), PriceNote(all), "first")}
            {Tile("tokens", "Tokens", Readable.Tokens(all.Tokens), all.Tokens, $"{Readable.Tokens(all.Prompt)} sent, {Readable.Tokens(all.Output)} answered")}
            {Tile("requests", "Requests", Readable.Count(all.Requests), all.Requests, tally.BrokenOff == 0 ? "" : $"{Readable.Count(tally.BrokenOff)} broken off by the client")}
            {Tile("failed", "Failed", Readable.Share(share), all.Failed, Readable.Plural(all.Failed, "request", "requests"))}
            {Tile("cached", "From a cache", Readable.Share(all.CacheShare), all.CacheRead, "of the tokens that were sent")}
            {Tile("wait", "Median wait", median, "", "until an answer began")}
            </dl>

            """);
    }

    private static string PriceNote(UsageFigures all) => all.Unpriced == 0
        ? "every price is known"
        : $"{Readable.Plural(all.Unpriced, "request", "requests")} without a known price";

    private static Markup Tile(string id, string name, string readable, object value, string note, string kind = "tile") => Markup.Of(
        $"""<div class="{kind}"><dt>{name}</dt><dd class="big"><data id="sum-{id}" value="{value}">{readable}</data></dd><dd class="note">{note}</dd></div>""");
}

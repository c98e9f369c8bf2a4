using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>What changes from day to day, and how long things took.</summary>
internal sealed class TimeSections(UsageTally tally, Periods periods)
{
    // As many colours as can be told apart; the last is for whatever has none of its own.
    private const int MostColours = 5;
    private const string OtherNames = "Others";

    public Markup Sections() => Markup.Of([Costs(), Tokens(), Times(), FailuresAndCache()]);

    private Markup Costs()
    {
        if (tally.All.Cost == 0)
            return Words("cost-by-time", $"Cost by {periods.UnitName}", tally.All.Unpriced > 0 ? "No request has a known price." : "Nothing cost anything.");
        var series = Split(tally.Models.Top(MostColours + 1).Where(model => model.Value.Cost > 0).Select(model => model.Key), day => day.CostByModel, period => period.Figures.Cost);
        var chart = new ColumnChart(periods.All, series, Readable.Cost, isWhole: false);
        return Wide(chart.Figure("cost-by-time", $"Cost by {periods.UnitName}", tally.All.Unpriced > 0 ? "In US dollars, by model, where the price is known." : "In US dollars, by model."));
    }

    private Markup Tokens()
    {
        Series Kind(string name, int colour, Func<UsageFigures, long> of) => new(name, colour, [.. periods.All.Select(period => (decimal)of(period.Figures))]);
        Series[] series =
        [
            Kind("Read from a cache", 4, figures => figures.CacheRead),
            Kind("Written to a cache", 5, figures => figures.CacheWrite),
            Kind("Sent anew", 2, figures => figures.Input),
            Kind("Answered", 1, figures => figures.Output),
        ];
        var chart = new ColumnChart(periods.All, series, Readable.Tokens, isWhole: true);
        return Wide(chart.Figure("tokens-by-time", $"Tokens by {periods.UnitName}", "Of requests and answers, by kind."));
    }

    private Markup Times() => Markup.Of(
    [
        tally.FirstByte.Total == 0
            ? Words("first-byte", "Time to the first byte", "Not known of any request.", "card")
            : new TimesChart(tally.FirstByte).Figure("first-byte", "Time to the first byte", "How long until an answer began. Each column is half a doubling."),
        tally.Whole.Total == 0
            ? Words("whole-time", "Time to the end", "No request was answered.", "card")
            : new TimesChart(tally.Whole).Figure("whole-time", "Time to the end", "How long until an answer was complete."),
    ]);

    // Side by side where both are charts; a sentence needs no room beside one.
    private Markup FailuresAndCache()
    {
        var hasBoth = tally.All.Failed > 0 && tally.All.Prompt > 0;
        return hasBoth ? Markup.Of([Failures(), Cache()]) : Markup.Of([Wide(Cache()), Wide(Failures())]);
    }

    private Markup Failures()
    {
        if (tally.All.Failed == 0)
            return Words("failures-by-time", "Failures", "No request failed.");
        var series = Split(tally.FailureTypes.Select(type => type.Key), day => day.FailuresByType, period => period.Figures.Failed);
        var chart = new ColumnChart(periods.All, series, Readable.Count, isWhole: true);
        return chart.Figure("failures-by-time", $"Failures by {periods.UnitName}", "Requests, by the type of the error that the client was told.");
    }

    private Markup Cache()
    {
        if (tally.All.Prompt == 0)
            return Words("cache-by-time", "From a cache", "Nothing was sent.");
        var chart = new ShareChart(periods.All, [.. periods.All.Select(period => period.Figures.CacheShare)]);
        return chart.Figure("cache-by-time", $"From a cache, by {periods.UnitName}", "The part of the tokens that were sent which a provider's cache served.");
    }

    // The greatest names have a colour each; what remains of each period's sum has the last one.
    private List<Series> Split(IEnumerable<string> names, Func<DayTally, IReadOnlyDictionary<string, decimal>> parts, Func<Period, decimal> whole)
    {
        var all = names.ToList();
        var named = all.Take(all.Count > MostColours ? MostColours : all.Count).ToList();
        var series = named.Select((name, i) => new Series(name, i + 1, [.. periods.All.Select(period => period.Part(parts, name))])).ToList();
        var rest = periods.All.Select((period, i) => whole(period) - series.Sum(one => one.Values[i])).ToList();
        if (rest.Any(value => value > 0))
            series.Add(new Series(OtherNames, MostColours + 1, rest));
        return series;
    }

    private static Markup Wide(Markup figure) => Markup.Of($"""<div class="wide">{figure}</div>""");

    private static Markup Words(string id, string heading, string words, string kind = "card wide") => Markup.Of($"""<section id="{id}" class="{kind}"><h2>{heading}</h2><p>{words}</p></section>""");
}

using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>
/// What charts over time have in common. Everything in them is placed in per cent, and nothing is scaled: so letters stay as large as those around
/// them, on a telephone and on paper.
/// </summary>
internal static class Chart
{
    private const int MostLabels = 5;

    /// <summary>The figure around a plot: its heading, what it shows, its legend, and its figures as a table for those who cannot or will not see it.</summary>
    public static Markup Figure(string id, string heading, string words, Markup legend, Markup plot, Markup table) => Markup.Of(
        $"""
        <figure id="{id}"><figcaption><h2>{heading}</h2><p>{words}</p></figcaption>{legend}{plot}
        <details><summary>Figures of this chart</summary><div class="scroll" tabindex="0" role="group" aria-label="Figures: {heading}">{table}</div></details></figure>

        """);

    public static Markup Plot(string id, string title, string description, IEnumerable<string> axis, Markup inside) => Markup.Of(
        $"""
        <div class="plot"><div class="axis" aria-hidden="true">{axis.Reverse().Select(label => Markup.Of($"<span>{label}</span>"))}</div>
        <svg role="img" aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>{inside}</svg></div>

        """);

    public static Markup Legend(IEnumerable<Series> series) => Markup.Of(
        $"""<ul class="legend">{series.Select(one => Markup.Of($"""<li><svg class="key" aria-hidden="true"><rect class="c{one.Colour}" width="100%" height="100%" rx="3"/></svg><bdi>{one.Name}</bdi></li>"""))}</ul>""");

    public static Markup Lines(Scale scale) => Markup.Of(scale.Lines.Select(line =>
        Markup.Of($"""<line class="{(line == 0 ? "ground" : "grid")}" x1="0" x2="100%" y1="{Scale.Percent(100 - scale.Height(line))}" y2="{Scale.Percent(100 - scale.Height(line))}"/>""")));

    /// <summary>The names of some columns, below them.</summary>
    public static Markup Labels(IReadOnlyList<Period> periods)
    {
        var every = Math.Max(1, (int)Math.Ceiling((periods.Count - 1) / (MostLabels - 1.0)));
        var last = periods.Count - 1;
        return Markup.Of(periods.Select((period, i) => (last - i) % every == 0 && (i == last || i * 100.0 / periods.Count < 92)
            ? Markup.Of($"""<text class="x {Anchor(i, last)}" x="{Scale.Percent(At(i, last, periods.Count))}" y="100%" dy="1.5em">{period.Short}</text>""")
            : Markup.Nothing));
    }

    /// <summary>A column's whole height, over everything else: what it tells when it is pointed at.</summary>
    public static Markup Hits(IReadOnlyList<Period> periods, Func<int, string> tell) => Markup.Of(periods.Select((period, i) =>
        Markup.Of($"""<rect class="hit" x="{Scale.Percent(i * 100m / periods.Count)}" y="0" width="{Scale.Percent(100m / periods.Count)}" height="100%"><title>{period.Long + "\n" + tell(i)}</title></rect>""")));

    private static string Anchor(int i, int last) => i == last && last > 0 ? "end" : i == 0 ? "start" : "middle";

    private static decimal At(int i, int last, int count) => i == last && last > 0 ? 100 : i == 0 ? 0 : (i + 0.5m) * 100 / count;
}

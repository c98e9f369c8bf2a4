using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>How many requests took how long: on an axis on which each step is a doubling, with the times that half, 95 % and 99 % stayed within.</summary>
internal sealed class TimesChart
{
    private const int CountsPerColumn = DurationSketch.CountsPerDouble / 2;
    private const int FewestColumns = 8;
    private const int MostColumnsOfManyLabels = 20;

    private static readonly double[] TickDigits = [1, 3];

    private static readonly (string Name, double Share)[] Percentiles = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)];

    private readonly DurationSketch _times;
    private readonly int _first;
    private readonly List<long> _columns;

    public TimesChart(DurationSketch times)
    {
        _times = times;
        var (first, end) = times.Range;
        _first = first / CountsPerColumn * CountsPerColumn;
        var count = Math.Max(FewestColumns, ((end - 1 - _first) / CountsPerColumn) + 1);
        _columns = [.. Enumerable.Range(0, count).Select(i => times.CountIn(_first + (i * CountsPerColumn), _first + ((i + 1) * CountsPerColumn)))];
    }

    public Markup Figure(string id, string heading, string words)
    {
        var scale = Scale.UpTo(_columns.Max(), isWhole: true);
        var description = $"{Readable.Plural(_times.Total, "request", "requests")}. " + string.Join(", ", Percentiles.Select(one => $"{one.Name} {Readable.Time(_times.Percentile(one.Share))}")) + ".";
        var inside = Markup.Of($"{Chart.Lines(scale)}{_columns.Select((count, i) => Column(scale, count, i))}{Percentiles.GroupBy(one => _times.Percentile(one.Share)).Select((same, i) => Mark(same.Key, string.Join(", ", same.Select(one => one.Name)), i))}{Labels()}{_columns.Select(Hit)}");
        return Chart.Figure(id, heading, words, Marks(), Chart.Plot(id, heading, description, scale.Lines.Select(Readable.Count), inside), Table(heading));
    }

    private Markup Marks() => Markup.Of(
        $"""<dl class="marks">{Percentiles.Select(one => Markup.Of($"""<div><dt>{one.Name}</dt><dd><data value="{_times.Percentile(one.Share).TotalMilliseconds:0}">{Readable.Time(_times.Percentile(one.Share))}</data></dd></div>"""))}</dl>""");

    private Markup Column(Scale scale, long count, int i) => count == 0 ? Markup.Nothing : Markup.Of(
        $"""<rect class="c2" x="{Scale.Percent((i + 0.06m) * 100 / _columns.Count)}" y="{Scale.Percent(100 - scale.Height(count))}" width="{Scale.Percent(0.88m * 100 / _columns.Count)}" height="{Scale.Percent(scale.Height(count))}"/>""");

    // The last name stands a line lower, since the last two times are often close.
    private Markup Mark(TimeSpan time, string name, int i)
    {
        var x = Scale.Percent(At(time.TotalMilliseconds));
        return Markup.Of($"""<line class="mark" x1="{x}" x2="{x}" y1="0" y2="100%"/><text class="mark" x="{x}" y="0" dx="4" dy="{(i > 1 ? 2.1 : 0.8)}em">{name}</text>""");
    }

    private Markup Labels() => Markup.Of(Enumerable.Range(0, 9)
        .SelectMany(power => TickDigits.Select(digit => digit * Math.Pow(10, power)))
        .Where(milliseconds => At(milliseconds) is >= 0 and <= 96)
        .Where((milliseconds, i) => _columns.Count <= MostColumnsOfManyLabels || Text(milliseconds)[0] == '1')
        .Select(milliseconds => Markup.Of(
            $"""<text class="x {(At(milliseconds) < 4 ? "start" : "middle")}" x="{Scale.Percent(At(milliseconds))}" y="100%" dy="1.5em">{Tick(milliseconds)}</text>""")));

    private static string Tick(double milliseconds) =>
        milliseconds < 100 ? $"{Text(milliseconds)} ms" : $"{Text(milliseconds / 1000)} s";

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private Markup Hit(long count, int i) => Markup.Of(
        $"""<rect class="hit" x="{Scale.Percent(i * 100m / _columns.Count)}" y="0" width="{Scale.Percent(100m / _columns.Count)}" height="100%"><title>{Span(i) + "\n" + Readable.Plural(count, "request", "requests")}</title></rect>""");

    private decimal At(double milliseconds) => (decimal)(DurationSketch.IndexOf(milliseconds) - _first) / CountsPerColumn * 100 / _columns.Count;

    private string Span(int i) => $"{Edge(i)} to {Edge(i + 1)}";

    private string Edge(int i) => Readable.Time(TimeSpan.FromMilliseconds(DurationSketch.MillisecondsAt(_first + (i * CountsPerColumn))));

    private Markup Table(string heading)
    {
        var rows = _columns.Select((count, i) => Markup.Of($"""<tr><th scope="row">{Span(i)}</th><td><data value="{count}">{Readable.Count(count)}</data></td></tr>"""));
        return Markup.Of($"""<table><caption>{heading}</caption><thead><tr><th scope="col">Time</th><th scope="col">Requests</th></tr></thead><tbody>{rows}</tbody></table>""");
    }
}

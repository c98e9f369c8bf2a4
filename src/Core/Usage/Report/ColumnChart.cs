using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Columns over time, each made of parts that lie on one another.</summary>
internal sealed class ColumnChart(IReadOnlyList<Period> periods, IReadOnlyList<Series> series, Func<decimal, string> readable, bool isWhole)
{
    // Of a column's share of the width; the remainder keeps columns apart.
    private const decimal Wide = 0.74m;

    public Markup Figure(string id, string heading, string words)
    {
        var sums = periods.Select((_, i) => series.Sum(one => one.Values[i])).ToList();
        var scale = Scale.UpTo(sums.Max(), isWhole);
        var most = sums.IndexOf(sums.Max());
        var description = $"From {periods[0].Long} to {periods[periods.Count - 1].Long}. {readable(sums.Sum())} in all; the most, {readable(sums[most])}, on {periods[most].Long}.";
        var inside = Markup.Of($"{Chart.Lines(scale)}{Columns(scale)}{Chart.Labels(periods)}{Chart.Hits(periods, i => Tell(i, sums[i]))}");
        var legend = series.Count > 1 ? Chart.Legend(series) : Markup.Nothing;
        return Chart.Figure(id, heading, words, legend, Chart.Plot(id, heading, description, scale.Lines.Select(readable), inside), Table(heading, sums));
    }

    private Markup Columns(Scale scale)
    {
        var parts = new List<Markup>();
        for (var i = 0; i < periods.Count; i++)
        {
            var below = 0m;
            foreach (var one in series.Where(one => one.Values[i] > 0))
            {
                var value = one.Values[i];
                parts.Add(Markup.Of(
                    $"""<rect class="c{one.Colour}" x="{Scale.Percent((i + ((1 - Wide) / 2)) * 100 / periods.Count)}" y="{Scale.Percent(100 - scale.Height(below + value))}" width="{Scale.Percent(Wide * 100 / periods.Count)}" height="{Scale.Percent(scale.Height(value))}"/>"""));
                below += value;
            }
        }

        return Markup.Of(parts);
    }

    private string Tell(int i, decimal sum)
    {
        var lines = series.Where(one => one.Values[i] > 0).Reverse().Select(one => $"{one.Name}: {readable(one.Values[i])}").ToList();
        if (lines.Count != 1 || series.Count > 1)
            lines.Add($"Total: {readable(sum)}");
        return string.Join("\n", lines);
    }

    private Markup Table(string heading, List<decimal> sums)
    {
        var heads = Markup.Of(series.Select(one => Markup.Of($"""<th scope="col"><bdi>{one.Name}</bdi></th>""")));
        var rows = periods.Select((period, i) => Markup.Of(
            $"""<tr><th scope="row"><time datetime="{period.Iso}">{period.Long}</time></th>{series.Select(one => Cell(one.Values[i]))}{(series.Count > 1 ? Cell(sums[i]) : Markup.Nothing)}</tr>"""));
        var total = series.Count > 1 ? Markup.Of($"""<th scope="col">Total</th>""") : Markup.Nothing;
        return Markup.Of($"""<table><caption>{heading}</caption><thead><tr><th scope="col">When</th>{heads}{total}</tr></thead><tbody>{rows}</tbody></table>""");
    }

    private Markup Cell(decimal value) => Markup.Of($"""<td><data value="{value}">{readable(value)}</data></td>""");
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>A share over time, as a line that breaks where there is nothing to have a share of.</summary>
internal sealed class ShareChart(IReadOnlyList<Period> periods, IReadOnlyList<double?> shares)
{
    public Markup Figure(string id, string heading, string words)
    {
        var scale = Scale.UpTo(1, isWhole: false);
        var known = shares.Where(share => share is not null).ToList();
        var description = known.Count == 0
            ? "No values."
            : $"From {periods[0].Long} to {periods[periods.Count - 1].Long}, between {Readable.Share(known.Min())} and {Readable.Share(known.Max())}.";
        var line = Markup.Of($"""<svg viewBox="0 0 {periods.Count} 1" preserveAspectRatio="none" width="100%" height="100%">{Runs().Select(Line)}</svg>""");
        var inside = Markup.Of($"{Chart.Lines(scale)}{line}{Dots()}{Chart.Labels(periods)}{Chart.Hits(periods, i => Readable.Share(shares[i]))}");
        var axis = scale.Lines.Select(value => Readable.Count(value * 100) + " %");
        return Chart.Figure(id, heading, words, Markup.Nothing, Chart.Plot(id, heading, description, axis, inside), Table(heading));
    }

    private static Markup Line(List<(int Period, double Share)> run)
    {
        var points = string.Join(" ", run.Select(point => $"{Number(point.Period + 0.5)},{Number(1 - point.Share)}"));
        var ends = (Number(run[0].Period + 0.5), Number(run[run.Count - 1].Period + 0.5));
        return Markup.Of($"""<polygon class="area" points="{ends.Item1},1 {points} {ends.Item2},1"/><polyline class="line" points="{points}"/>""");
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private Markup Dots() => Markup.Of(periods.Select((_, i) => shares[i] is { } share
        ? Markup.Of($"""<circle class="dot" r="2.5" cx="{Scale.Percent((i + 0.5m) * 100 / periods.Count)}" cy="{Scale.Percent((decimal)(1 - share) * 100)}"/>""")
        : Markup.Nothing));

    private List<List<(int Period, double Share)>> Runs()
    {
        var runs = new List<List<(int, double)>>();
        for (var i = 0; i < periods.Count; i++)
        {
            if (shares[i] is not { } share)
                continue;
            if (i == 0 || shares[i - 1] is null)
                runs.Add([]);
            runs[runs.Count - 1].Add((i, share));
        }

        return runs;
    }

    private Markup Table(string heading)
    {
        var rows = periods.Select((period, i) => Markup.Of(
            $"""<tr><th scope="row"><time datetime="{period.Iso}">{period.Long}</time></th><td><data value="{shares[i]}">{Readable.Share(shares[i])}</data></td></tr>"""));
        return Markup.Of($"""<table><caption>{heading}</caption><thead><tr><th scope="col">When</th><th scope="col">Share</th></tr></thead><tbody>{rows}</tbody></table>""");
    }
}

using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Names with their figures, the greatest first, each with a bar that says how great.</summary>
internal sealed class GroupTable(BoundedGroups groups, string column, int most)
{
    public Markup Section(string id, string heading, string words)
    {
        var top = groups.Top(most);
        var byCost = top.Any(group => group.Value.Cost > 0);
        var greatest = top.Max(group => Size(group.Value, byCost));
        var rows = top.Select(group => Row(group, greatest, byCost));
        return Markup.Of(
            $"""
            <section id="{id}" class="card"><h2>{heading}</h2><p>{words}{More(top.Count)}</p>
            <table class="groups"><caption class="unseen">{heading}</caption><thead><tr><th scope="col">{column}</th><th scope="col">Cost</th><th scope="col">Tokens</th><th scope="col">Requests</th><th scope="col" class="less">Failed</th></tr></thead>
            <tbody>{rows}</tbody></table></section>

            """);
    }

    private static decimal Size(UsageFigures figures, bool byCost) => byCost ? figures.Cost : figures.Tokens;

    private static Markup Row(KeyValuePair<string, UsageFigures> group, decimal greatest, bool byCost)
    {
        var figures = group.Value;
        var wide = greatest == 0 ? 0 : Size(figures, byCost) / greatest * 100;
        return Markup.Of(
            $"""
            <tr><th scope="row"><bdi title="{group.Key}">{group.Key}</bdi><svg class="bar" aria-hidden="true"><rect class="track" width="100%" height="100%" rx="3"/><rect class="c1" width="{Scale.Percent(wide)}" height="100%" rx="3"/></svg></th>
            <td>{CostOf(figures)}</td><td><data value="{figures.Tokens}">{Readable.Tokens(figures.Tokens)}</data></td><td><data value="{figures.Requests}">{Readable.Count(figures.Requests)}</data></td><td class="less"><data value="{figures.Failed}">{Readable.Count(figures.Failed)}</data></td></tr>

            """);
    }

    private static Markup CostOf(UsageFigures figures) => figures.Unpriced > 0 && figures.Cost == 0
        ? Markup.Of($"""<data value="0" title="No price is known">unknown</data>""")
        : Markup.Of($"""<data value="{figures.Cost}">{Readable.Cost(figures.Cost)}{(figures.Unpriced > 0 ? "+" : "")}</data>""");

    private string More(int shown) => groups.Rest is { } rest
        ? $" There were more names than could be counted one by one; {Readable.Plural(rest.Requests, "request is", "requests are")} in the sums, and not here."
        : groups.Count > shown ? $" The first {shown} of {Readable.Count(groups.Count)}." : "";
}

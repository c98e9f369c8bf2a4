using System.Linq;

namespace ClaudeDesktop.Usage.Report;

/// <summary>The types of errors, and how often each was.</summary>
internal sealed class FailureTable(UsageTally tally)
{
    private const int Most = 20;

    public Markup Section()
    {
        var types = tally.FailureTypes.Take(Most).ToList();
        var rows = types.Select(type => Markup.Of(
            $"""
            <tr><th scope="row"><bdi title="{type.Key}">{type.Key}</bdi><svg class="bar" aria-hidden="true"><rect class="track" width="100%" height="100%" rx="3"/><rect class="c1" width="{Scale.Percent(type.Value.Requests * 100m / types[0].Value.Requests)}" height="100%" rx="3"/></svg></th>
            <td><data value="{type.Value.Requests}">{Readable.Count(type.Value.Requests)}</data></td><td><data value="{Share(type.Value)}">{Readable.Share(Share(type.Value))}</data></td></tr>

            """));
        return Markup.Of(
            $"""
            <section id="failures" class="card"><h2>By type of error</h2><p>The share is of all requests.</p>
            <table class="groups"><caption class="unseen">By type of error</caption><thead><tr><th scope="col">Type</th><th scope="col">Requests</th><th scope="col">Share</th></tr></thead>
            <tbody>{rows}</tbody></table></section>

            """);
    }

    private double Share(UsageFigures figures) => (double)figures.Requests / tally.All.Requests;
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Live;

/// <summary>What the vendor's list says of a model, and which others it has. Asking costs nothing; not every vendor answers.</summary>
internal static class ModelFacts
{
    private const int ShownNames = 3;
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(10);

    /// <summary>The whole list; empty where the vendor gives none.</summary>
    public static async Task<IReadOnlyList<UpstreamModel>> ListAsync(ModuleContext context, ProbeExchange exchange, CancellationToken cancellation)
    {
        try
        {
            var patience = exchange.Patience < MostPatience ? exchange.Patience : MostPatience;
            return await new ModelList(context.Keys).AskAsync(exchange.Target.Asked.Provider, patience, cancellation).ConfigureAwait(false);
        }
        catch (ClaudeDesktopException)
        {
            return [];
        }
    }

    public static UpstreamModel? Find(IReadOnlyList<UpstreamModel> models, string name) =>
        models.FirstOrDefault(model => model.Id == name)
        ?? models.FirstOrDefault(model => string.Equals(model.Id, name, StringComparison.OrdinalIgnoreCase) || model.Id == name + ":latest");

    /// <summary>The names that look most like one, best first.</summary>
    public static IReadOnlyList<string> Near(IReadOnlyList<UpstreamModel> models, string name) =>
        [.. models.Select(model => (model.Id, Distance: Distance(Bare(model.Id), Bare(name)))).Where(item => item.Distance <= Math.Max(Bare(name).Length, 4) / 2).OrderBy(item => item.Distance).ThenBy(item => item.Id, StringComparer.Ordinal).Take(ShownNames).Select(item => item.Id)];

    // A vendor's prefix, or the lack of one, is the usual mistake.
    private static string Bare(string name) => name.Substring(name.LastIndexOf('/') + 1).ToUpperInvariant();

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, corner + (left[i - 1] == right[j - 1] ? 0 : 1));
                corner = above;
            }
        }

        return row[right.Length];
    }
}

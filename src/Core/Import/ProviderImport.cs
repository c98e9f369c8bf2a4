using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>Decides what becomes of candidates, and does it: all that go together in one write.</summary>
public sealed class ProviderImport(ModuleContext context, bool force)
{
    private readonly HashSet<string> _planned = new(StringComparer.OrdinalIgnoreCase);
    private StoreSnapshot? _store;

    /// <summary>What would be done, with the provider as it would be. Changes nothing. Of candidates with one id the first counts.</summary>
    public ImportResult Plan(ImportCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var plan = ImportDecision.Of(candidate, _store ??= context.Store.Read(), force);
        if (plan.Outcome is ImportOutcome.Skipped)
            return plan.ToResult();
        return _planned.Add(candidate.Id) ? plan.ToResult() : ImportDecision.Skip(candidate, "An entry of the same id comes before it.").ToResult();
    }

    /// <summary>Does what was planned for the candidates. Nothing is done if the store cannot be written; a candidate that cannot be done any more is none of the others' concern.</summary>
    /// <param name="candidates">What was read, each planned before.</param>
    /// <param name="switched">What Claude Desktop's files had to do with it; null where nothing.</param>
    public IReadOnlyList<ImportResult> Run(IReadOnlyCollection<ImportCandidate> candidates, out SwitchResult? switched)
    {
        switched = null;
        IReadOnlyList<ImportDecision> decided = [];
        var changes = new ProviderChanges(context);
        if (candidates.Count > 0)
        {
            changes.Put(store =>
            {
                decided = [.. candidates.Select(candidate => ImportDecision.Of(candidate, store, force))];
                return [.. decided.Where(decision => !decision.ConcernsActive).Select(decision => decision.ToPut(context.Clock())).OfType<ProviderPut>()];
            });
        }

        var results = new List<ImportResult>();
        var after = context.Store.Read();
        foreach (var decision in decided)
            results.Add(decision.ConcernsActive ? Active(changes, decision, ref switched) : Done(decision, after));
        return results;
    }

    private static ImportResult Done(ImportDecision decision, StoreSnapshot after) =>
        decision.Provider is null ? decision.ToResult() : decision.ToResult() with { Provider = after.Find(decision.Provider.Id) };

    // The profile shows this one, so that the four files change with it.
    private static ImportResult Active(ProviderChanges changes, ImportDecision decision, ref SwitchResult? switched)
    {
        try
        {
            var provider = changes.Change(decision.Provider!.Id, _ => decision.Provider, decision.Candidate.Key, out switched);
            return decision.ToResult() with { Provider = provider };
        }
        catch (ClaudeDesktopException e)
        {
            return ImportDecision.Skip(decision.Candidate, $"{e.Message} {e.RecommendedAction}").ToResult();
        }
    }
}

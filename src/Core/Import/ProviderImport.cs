using System;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>Decides what becomes of a candidate, and does it.</summary>
public sealed class ProviderImport(ModuleContext context, bool force)
{
    /// <summary>What would be done, with the provider as it would be. Changes nothing.</summary>
    public ImportResult Plan(ImportCandidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (candidate.Provider is not { } wanted)
            return Result(candidate, ImportOutcome.Skipped, candidate.Reason, null);
        return context.Store.Read().Find(candidate.Id) switch
        {
            null => Result(candidate, ImportOutcome.Imported, candidate.Reason, wanted with { KeyHint = KeyHint.Of(candidate.Key) }),
            { IsOfficial: true } => Result(candidate, ImportOutcome.Skipped, "Its id is that of the official provider.", null),
            var found when force => Result(candidate, ImportOutcome.Updated, candidate.Reason, Merged(found, wanted)),
            var found => Result(candidate, ImportOutcome.Kept, "A provider of this id exists already; -Force updates it.", found),
        };
    }

    /// <summary>Does what the plan says.</summary>
    /// <param name="candidate">What was read.</param>
    /// <param name="switched">What Claude Desktop's files had to do with it; null where nothing.</param>
    public ImportResult Run(ImportCandidate candidate, out SwitchResult? switched)
    {
        switched = null;
        var plan = Plan(candidate);
        var changes = new ProviderChanges(context);
        return plan.Outcome switch
        {
            ImportOutcome.Imported => plan with { Provider = changes.Add(candidate.Provider!, candidate.Key) },
            ImportOutcome.Updated => plan with { Provider = changes.Change(candidate.Id, found => Merged(found, candidate.Provider!), candidate.Key, out switched) },
            _ => plan,
        };
    }

    // What a source says nothing about, such as the notes, stays.
    private static Provider Merged(Provider found, Provider wanted) => found with
    {
        Name = wanted.Name,
        Mode = wanted.Mode,
        ApiFormat = wanted.ApiFormat,
        BaseUri = wanted.BaseUri,
        AuthScheme = wanted.AuthScheme,
        Models = wanted.Models,
        Routes = wanted.Routes,
        Headers = wanted.Headers,
        Notes = wanted.Notes ?? found.Notes,
        Website = wanted.Website ?? found.Website,
    };

    private static ImportResult Result(ImportCandidate candidate, ImportOutcome outcome, string? reason, Provider? provider) => new()
    {
        Id = candidate.Id,
        Name = candidate.Name,
        Outcome = outcome,
        Reason = reason,
        Source = candidate.Source,
        Provider = provider,
    };
}

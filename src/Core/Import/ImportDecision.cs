using System;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>What becomes of one candidate with a store as it is.</summary>
internal sealed record ImportDecision(ImportCandidate Candidate, ImportOutcome Outcome, string? Reason, Provider? Provider)
{
    /// <summary>Whether it changes the provider that Claude Desktop uses.</summary>
    public bool ConcernsActive => Outcome == ImportOutcome.Updated && Provider!.IsActive;

    public static ImportDecision Of(ImportCandidate candidate, StoreSnapshot store, bool force)
    {
        if (candidate.Provider is null && candidate.Over is null)
            return Skip(candidate, candidate.Reason);
        return store.Find(candidate.Id) switch
        {
            { IsOfficial: true } => Skip(candidate, "Its id is that of the official provider."),
            null => candidate.Provider is { } wanted ? new(candidate, ImportOutcome.Imported, candidate.Reason, New(wanted, candidate.Key)) : Skip(candidate, candidate.Reason),
            var found when force => candidate.Over is { } over ? Update(over(found), found, isWhole: true) : Update(candidate, found, isWhole: false),
            var found => new(candidate, ImportOutcome.Kept, "A provider of this id exists already; -Force updates it.", found),
        };
    }

    public static ImportDecision Skip(ImportCandidate candidate, string? reason) => new(candidate, ImportOutcome.Skipped, reason, null);

    /// <summary>What the store shall hold; null where it stays as it is.</summary>
    public ProviderPut? ToPut(DateTimeOffset now) => Outcome switch
    {
        ImportOutcome.Imported => new(Provider! with { CreatedAt = Provider.CreatedAt ?? now, UpdatedAt = Provider.UpdatedAt ?? now }, Candidate.Key, SetsKey: true),
        ImportOutcome.Updated => new(Provider! with { UpdatedAt = now }, Candidate.Key, SetsKey: Candidate.Key is not null || Provider!.KeySource.Kind != KeySourceKind.Store),
        _ => null,
    };

    // What others wrote goes to a terminal from here.
    public ImportResult ToResult() => new()
    {
        Id = PlainText.Of(Candidate.Id),
        Name = PlainText.Of(Candidate.Name),
        Outcome = Outcome,
        Reason = Reason is null ? null : PlainText.Of(Reason),
        Source = PlainText.Of(Candidate.Source),
        Provider = Provider,
    };

    private static Provider New(Provider wanted, string? key) => wanted with { KeyHint = KeyHint.Of(key), IsActive = false };

    private static ImportDecision Update(ImportCandidate candidate, Provider found, bool isWhole)
    {
        if (candidate.Provider is not { } wanted)
            return Skip(candidate, candidate.Reason);

        // Whoever wrote the list could have the key sent to themselves.
        if (candidate.Key is null && (found.KeyHint is not null || found.KeySource.Kind != KeySourceKind.Store) && !SameHost(found.BaseUri, wanted.BaseUri))
            return Skip(candidate, $"It would send the key that is kept for '{found.BaseUri!.Authority}' to '{wanted.BaseUri!.Authority}'. If that is meant: Set-CDProvider {found.Id} -BaseUri ADDRESS -ApiKey (Read-Host -AsSecureString).");
        var merged = isWhole ? wanted : Merged(found, wanted);
        return new(candidate, ImportOutcome.Updated, candidate.Reason, merged with { Id = found.Id, IsActive = found.IsActive, CreatedAt = found.CreatedAt, KeyHint = merged.KeySource.Kind != KeySourceKind.Store ? null : KeyHint.Of(candidate.Key) ?? found.KeyHint });
    }

    private static bool SameHost(Uri? left, Uri? right) => left is not null && right is not null
        && Uri.Compare(left, right, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

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
}

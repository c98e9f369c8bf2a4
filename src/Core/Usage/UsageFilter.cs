using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Usage;

/// <summary>Which requests of a ledger somebody wants. What is null or empty asks for nothing.</summary>
public sealed record UsageFilter
{
    public static UsageFilter All { get; } = new();

    public Func<string, bool>? Provider { get; init; }

    /// <summary>Holds for the model that was asked for, that was sent or that answered.</summary>
    public Func<string, bool>? Model { get; init; }

    public Func<string, bool>? Session { get; init; }

    public IReadOnlyCollection<ModelRole> Roles { get; init; } = [];

    /// <summary>The first moment.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The first moment that is not meant any more.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only requests that failed.</summary>
    public bool IsFailed { get; init; }

    internal bool Holds(UsageRow row) =>
        !(row.Time < Since?.UtcDateTime)
        && !(row.Time >= Until?.UtcDateTime)
        && (!IsFailed || row.IsFailed)
        && (Roles.Count == 0 || (row.Role is { } role && Roles.Contains(role)))
        && Holds(Provider, row.Provider)
        && Holds(Session, row.Session)
        && (Model is null || Holds(Model, row.Model) || Holds(Model, row.RequestedModel) || Holds(Model, row.AnsweredModel));

    // A file holds what ended on its day. A day more on either side is for long requests and for clocks that were put right.
    internal bool MayHold(UsageFileName file) =>
        !(file.Begun.Date.AddDays(2) < Since?.UtcDateTime) && !(file.Begun.Date.AddDays(-1) >= Until?.UtcDateTime);

    private static bool Holds(Func<string, bool>? wanted, string? value) => wanted is null || (value is not null && wanted(value));
}

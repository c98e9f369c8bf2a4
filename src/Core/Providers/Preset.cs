using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Providers;

/// <summary>A vendor's facts, to make a provider from. Its models are suggestions of a date, no more.</summary>
public sealed record Preset
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    public required ProviderMode Mode { get; init; }

    public required ApiFormat ApiFormat { get; init; }

    public required Uri BaseUri { get; init; }

    public required AuthScheme AuthScheme { get; init; }

    public IReadOnlyList<string> Models { get; init; } = [];

    public IReadOnlyList<ModelRoute> Routes { get; init; } = [];

    public Uri? Website { get; init; }

    /// <summary>When the models were looked up, as yyyy-MM.</summary>
    public string? ModelsAsOf { get; init; }

    public bool NeedsKey => AuthScheme != AuthScheme.None;

    public override string ToString() => Name;
}

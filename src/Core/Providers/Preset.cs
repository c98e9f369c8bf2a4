using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Providers;

/// <summary>A vendor's facts, to make a provider from. Its models are suggestions of a date, no more.</summary>
public sealed record Preset
{
    public required string Name { get; init; }

    public required string Description { get; init; }

    /// <summary>The mode that a provider is made in unless another is asked for.</summary>
    public required ProviderMode Mode { get; init; }

    public required ApiFormat ApiFormat { get; init; }

    /// <summary>The base address, in which <c>{resource}</c> or <c>{region}</c> stands for what only the user knows.</summary>
    public required string Address { get; init; }

    /// <summary>The base address; null where something must be filled in first.</summary>
    public Uri? BaseUri => Needs.Count == 0 ? new Uri(Address) : null;

    /// <summary>What the user must fill in: <c>Resource</c>, <c>Region</c>, or nothing.</summary>
    public IReadOnlyList<string> Needs => PresetAddress.Needs(Address);

    public required AuthScheme AuthScheme { get; init; }

    /// <summary>Suggestions for Direct mode.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Suggestions for Mapped mode.</summary>
    public IReadOnlyList<ModelRoute> Routes { get; init; } = [];

    public Uri? Website { get; init; }

    /// <summary>Where the vendor makes keys.</summary>
    public Uri? KeyPage { get; init; }

    /// <summary>Where the vendor lists its models, if not where the format has them.</summary>
    public Uri? ModelsUri { get; init; }

    /// <summary>When the models were looked up, as yyyy-MM.</summary>
    public string? ModelsAsOf { get; init; }

    public bool NeedsKey => AuthScheme != AuthScheme.None;

    public override string ToString() => Name;

    /// <summary>A provider with the preset's facts. Models and routes are taken where they fit the mode.</summary>
    /// <param name="id">The provider's id.</param>
    /// <param name="name">The provider's name.</param>
    /// <param name="mode">Another mode than the preset's, or null.</param>
    /// <param name="address">Where it is: the preset's own address, filled in by <see cref="PresetAddress"/>, or another.</param>
    public Provider Create(string id, string name, ProviderMode? mode, Uri address)
    {
        var used = mode ?? Mode;
        return new Provider
        {
            Id = id,
            Name = name,
            Mode = used,
            ApiFormat = ApiFormat,
            BaseUri = address,
            AuthScheme = AuthScheme,
            Models = used == ProviderMode.Direct ? Models : [],
            Routes = used == ProviderMode.Mapped ? Routes : [],
            Website = Website,
            Preset = Name,
        };
    }
}

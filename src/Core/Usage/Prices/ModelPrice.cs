using System;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>What a model's tokens cost at somebody, from a day on. In US dollars for a million tokens.</summary>
public sealed record ModelPrice
{
    private const decimal Million = 1_000_000;

    /// <summary>The upstream's own model id; one that ends in <c>*</c> means every id that begins so.</summary>
    public required string Model { get; init; }

    /// <summary>The id of the provider, or the preset, that it is for; null for every one.</summary>
    public string? Provider { get; init; }

    /// <summary>The host of the provider's address that it is for; null for every one.</summary>
    public string? Host { get; init; }

    public required decimal Input { get; init; }

    public required decimal Output { get; init; }

    /// <summary>Of tokens that a cache served; null counts them as <see cref="Input"/>.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>Of tokens that were stored in a cache; null counts them as <see cref="Input"/>.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>The first day, in UTC, on which it holds; null where it always has.</summary>
    public DateTime? ValidFrom { get; init; }

    /// <summary>Where the figures are from.</summary>
    public string? Source { get; init; }

    /// <summary>Who says so: the module, or the user's own list.</summary>
    public PriceOrigin Origin { get; init; }

    /// <summary>The dearest that a token of a request may be.</summary>
    internal decimal DearestInput => Math.Max(Input, Math.Max(CacheWrite ?? Input, CacheRead ?? Input));

    internal bool IsPattern => Model.EndsWith('*');

    /// <summary>What one answer cost.</summary>
    public decimal CostOf(long input, long output, long cacheRead, long cacheWrite) =>
        ((input * Input) + (output * Output) + (cacheRead * (CacheRead ?? Input)) + (cacheWrite * (CacheWrite ?? Input))) / Million;

    /// <summary>The most that an answer can cost, whatever a cache does.</summary>
    public decimal MostFor(long input, long output) => ((input * DearestInput) + (output * Output)) / Million;

    public override string ToString() => Model;
}

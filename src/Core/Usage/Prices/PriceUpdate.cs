using System.Collections.Generic;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>A list of prices that was found to make sense, and what it changes.</summary>
/// <param name="Before">The user's list as it was; null where there was none.</param>
/// <param name="Prices">The rows of the new one.</param>
/// <param name="Changes">What is another in it.</param>
public sealed record PriceUpdate(byte[]? Before, IReadOnlyList<ModelPrice> Prices, IReadOnlyList<PriceChange> Changes);

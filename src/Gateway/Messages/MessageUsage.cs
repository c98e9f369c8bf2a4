namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Tokens of one answer so far: totals, never increments.</summary>
/// <param name="Input">Tokens of the request without what a cache served or stored.</param>
/// <param name="Output">Tokens of the answer, reasoning included.</param>
/// <param name="CacheRead">Tokens of the request that a cache served.</param>
/// <param name="CacheCreation">Tokens of the request that were stored in a cache.</param>
/// <param name="Thinking">The part of the output that was reasoning.</param>
/// <param name="WebSearches">How often the upstream searched the web.</param>
/// <param name="IsEstimate">Whether the figures are the gateway's own estimate.</param>
internal readonly record struct MessageUsage(
    long Input,
    long Output,
    long CacheRead = 0,
    long CacheCreation = 0,
    long Thinking = 0,
    long WebSearches = 0,
    bool IsEstimate = false);

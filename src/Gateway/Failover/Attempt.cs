using ClaudeDesktop.Gateway.Upstreams;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>One time that a provider is asked.</summary>
/// <param name="Exchange">The request as this provider gets it.</param>
/// <param name="Number">From 1; counts everybody who was asked for this request.</param>
internal sealed record Attempt(Exchange Exchange, int Number);

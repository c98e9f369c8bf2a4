using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Somebody whom a store names for a model.</summary>
/// <param name="ProviderId">Whom the provider's <c>Fallback</c>, or its route, names.</param>
/// <param name="Route">Who, and as which model; null where it comes to nobody.</param>
/// <param name="Refusal">Why it cannot be asked, as far as the store tells.</param>
internal sealed record PlannedCandidate(string ProviderId, RoutedModel? Route, AnthropicError? Refusal);

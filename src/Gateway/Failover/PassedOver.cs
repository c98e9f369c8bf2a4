using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Somebody who could have answered and was not asked.</summary>
/// <param name="ProviderId">Whom the provider's <c>Fallback</c>, or its route, names.</param>
/// <param name="Error">Why, in a sentence that can be told to the client.</param>
internal sealed record PassedOver(string ProviderId, AnthropicError Error);

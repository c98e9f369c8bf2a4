namespace ClaudeDesktop.Gateway.Routing;

/// <summary>One entry of a <c>Fallback</c> list: the route that it comes to, or why it comes to none.</summary>
internal sealed record FallbackRoute(string ProviderId, RoutedModel? Route, string? Reason);

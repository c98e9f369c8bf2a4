using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Routing;

/// <summary>Who answers a request, and as which model.</summary>
/// <param name="Requested">The name that the client used; answers carry it.</param>
/// <param name="Provider">Who answers.</param>
/// <param name="Model">The upstream's own model id.</param>
/// <param name="Route">The route that matched; null where the provider has none and names stay as they are.</param>
internal sealed record RoutedModel(string Requested, Provider Provider, string Model, ModelRoute? Route);

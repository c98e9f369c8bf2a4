using ClaudeDesktop.Gateway.Routing;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Somebody who can answer a request, with all that asking takes.</summary>
/// <param name="Route">Who, and as which model.</param>
/// <param name="Key">The provider's key; null where it wants none.</param>
internal sealed record Candidate(RoutedModel Route, string? Key)
{
    public string ProviderId => Route.Provider.Id;

    /// <summary>Tells it from every other candidate.</summary>
    public string Name => $"{Route.Provider.Id}\n{Route.Model}";
}

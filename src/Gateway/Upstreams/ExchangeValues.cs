using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>What the placeholders of a provider's headers stand for in one request.</summary>
internal static class ExchangeValues
{
    public static HeaderValues Of(Exchange exchange) => new()
    {
        Session = exchange.Session,
        Provider = exchange.Route.Provider.Id,
        Model = exchange.Route.Model,
        Role = exchange.Route.Route?.Role,
    };
}

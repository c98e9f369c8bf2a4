using System;
using System.Linq;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Refuses what no command would have stored: a store that somebody else wrote must not become a header, a host or a path of its own.</summary>
internal static class SendableProvider
{
    /// <summary>Why the provider cannot be asked, as far as its settings tell; null where it can.</summary>
    public static AnthropicError? Refusal(RoutedModel route)
    {
        var problem = ProviderRules.SendProblems(route.Provider).FirstOrDefault()
            ?? (IsName(route.Model, route.Provider.ApiFormat) ? null : "A route names an upstream model that is no name.");
        return problem is null ? null : Unusable(route, problem);
    }

    /// <summary>Why it cannot be asked with this key; null where it can.</summary>
    public static AnthropicError? Refusal(RoutedModel route, string? key) =>
        key is not null && key.Any(char.IsControl) ? Unusable(route, "Its key holds a character that cannot be sent.") : null;

    private static AnthropicError Unusable(RoutedModel route, string problem) =>
        AnthropicError.Api($"Provider '{route.Provider.Name}' cannot be used: {problem} Correct it with Set-CDProvider {route.Provider.Id}.") with { ShouldRetry = false };

    // Gemini's models stand in the address, where dots climb and a percent sign begins another character.
    private static bool IsName(string model, ApiFormat format) =>
        !model.Any(char.IsControl)
        && (format != ApiFormat.Gemini || !(model.Contains('%', StringComparison.Ordinal) || model.Split('/', '\\').Any(part => part is "." or "..")));
}

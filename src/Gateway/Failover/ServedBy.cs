using System;
using System.Globalization;
using ClaudeDesktop.Gateway.Upstreams;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Failover;

/// <summary>Says in an answer's headers who gave it. Only whoever has the gateway's token sees them.</summary>
internal static class ServedBy
{
    public const string ProviderHeader = "x-claudedesktop-provider";
    public const string ModelHeader = "x-claudedesktop-model";
    public const string TriesHeader = "x-claudedesktop-tries";

    public static void Tell(HttpResponse response, Exchange exchange)
    {
        response.Headers[ProviderHeader] = Ascii(exchange.Route.Provider.Id);
        response.Headers[ModelHeader] = Ascii(exchange.Route.Model);
    }

    public static void Tell(HttpResponse response, int tries) => response.Headers[TriesHeader] = tries.ToString(CultureInfo.InvariantCulture);

    private static string Ascii(string text) => UpstreamErrors.CanBePassedOn(text) ? text : Uri.EscapeDataString(text);
}

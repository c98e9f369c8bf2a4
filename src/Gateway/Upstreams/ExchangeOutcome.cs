using System;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Routing;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>What came of a request, filled in while it is answered.</summary>
internal sealed class ExchangeOutcome
{
    /// <summary>Who was asked last, and as which model; null where nobody was.</summary>
    public RoutedModel? Route { get; private set; }

    public MessageUsage Usage { get; set; }

    /// <summary>The type of the error that the client was told, also inside a stream.</summary>
    public string? Error { get; set; }

    /// <summary>The model that the upstream says has answered.</summary>
    public string? AnsweredModel { get; set; }

    /// <summary>How often an upstream was asked.</summary>
    public int Tries { get; private set; }

    /// <summary>In US dollars; null where a price is not known.</summary>
    public decimal? Cost { get; set; }

    /// <summary>From the request's arrival to the first byte of the upstream's answer.</summary>
    public TimeSpan? FirstByte { get; set; }

    /// <summary>Another attempt begins: what an earlier one left is forgotten.</summary>
    public void Begin(RoutedModel route, int tries)
    {
        Route = route;
        Tries = tries;
        Usage = default;
        Error = null;
        AnsweredModel = null;
        Cost = null;
        FirstByte = null;
    }
}

using System;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>What came of a request, filled in while it is answered.</summary>
internal sealed class ExchangeOutcome
{
    public MessageUsage Usage { get; set; }

    /// <summary>The type of the error that the client was told, also inside a stream.</summary>
    public string? Error { get; set; }

    /// <summary>The model that the upstream says has answered.</summary>
    public string? AnsweredModel { get; set; }

    /// <summary>How often an upstream was asked.</summary>
    public int Tries { get; set; }

    /// <summary>In US dollars; null where a price is not known.</summary>
    public decimal? Cost { get; set; }

    /// <summary>From the request's arrival to the first byte of the upstream's answer.</summary>
    public TimeSpan? FirstByte { get; set; }
}
